import { looksLikeArchive, readArchive } from "@/lib/content/interchange/archive";
import { type Imported, LIMITS, refusedFile } from "@/lib/content/interchange/exchange";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { folderOf, holdsXml, openFile, type PackageFile, tagsIn } from "./package-files";
import { PackageReader, TooManyQuestions } from "./package-reader";
import { TooMuchMarkup } from "./texts";

type Files = { files: PackageFile[]; left: readonly string[] };

/** Tags of all files of a package together: what 5,000 large questions come to, and a second or two of parsing. */
const MOST_TAGS = 4 * LIMITS.elements;

/** Canvas writes each quiz of a course twice, once for systems that know fewer types: the paths of these. */
function poorerCopies(paths: readonly string[]): ReadonlySet<string> {
  const quizzes = new Set(
    paths.flatMap((path) => /(?:^|\/)non_cc_assessments\/([^/]+)\.xml\.qti$/i.exec(path)?.[1] ?? []),
  );
  return new Set(
    paths.filter((path) => /\/assessment_qti\.xml$/i.test(path) && quizzes.has(folderOf(path).split("/").at(-1) ?? "")),
  );
}

function filesOf(bytes: Uint8Array): Result<Files, string> {
  if (!looksLikeArchive(bytes)) {
    const file = openFile("", bytes);
    return file.text.ok ? ok({ files: [file], left: [] }) : file.text;
  }
  const archive = readArchive(bytes, holdsXml);
  if (!archive.ok) return archive;
  const { files, left } = archive.value;
  const poorer = poorerCopies([...files.keys()]);
  const opened: PackageFile[] = [];
  let tags = 0;
  for (const [path, content] of files) {
    if (poorer.has(path)) continue;
    const file = openFile(path, content);
    tags += tagsIn(file);
    if (tags > MOST_TAGS)
      return fail("The package holds more than can be read at once. Export fewer questions at a time.");
    opened.push(file);
  }
  return ok({ files: opened, left });
}

/**
 * Reads a QTI package (a zip with an imsmanifest.xml, or without) or a single XML file, of QTI 1.2, 2.0 to 2.2 or 3.0,
 * each question for itself. Follows references inside the package alone. Files, questions and markup are bounded by
 * `LIMITS`. Never throws.
 */
export function readQti(bytes: Uint8Array): Imported {
  const files = filesOf(bytes);
  if (!files.ok) return refusedFile(files.error);
  try {
    return new PackageReader(files.value.files, files.value.left).read();
  } catch (error) {
    if (error instanceof TooMuchMarkup) {
      return refusedFile("The questions hold more markup than can be read at once. Export fewer at a time.");
    }
    if (error instanceof TooManyQuestions) {
      return refusedFile(`There are more than ${LIMITS.questions} questions in it. Export fewer at a time.`);
    }
    throw error;
  }
}
