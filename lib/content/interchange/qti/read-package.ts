import { looksLikeArchive, readArchive } from "@/lib/content/interchange/archive";
import { checkDraft } from "@/lib/content/interchange/check-draft";
import {
  type Imported,
  type ImportProblem,
  LIMITS,
  type Loss,
  refusedFile,
  WHOLE_FILE,
} from "@/lib/content/interchange/exchange";
import type { XmlElement } from "@/lib/content/interchange/xml";
import type { Result } from "@/lib/core/shared/result";
import { caseDrafts, type ReadDraft, type Scenario } from "./cases";
import {
  type Entry,
  folderOf,
  hasTimeLimit,
  holdsXml,
  inside,
  itemsOfTest,
  type PackageFile,
  poorerCopies,
  readManifest,
  readXml,
} from "./package-files";
import { difficultyOf, readItem, readStimulus } from "./read-item";
import { isNote, type Note, readNote } from "./read-note";
import { metadataOf, readV1Item } from "./read-v1";
import { Texts, TooMuchMarkup } from "./texts";
import { elementsWithin } from "./tree";

/** Thrown within reading where a file has more questions than are taken at once. */
class TooManyQuestions extends Error {}

const MOST_SAID = 200;

/** Reads the files of one package. All that is found is kept here; every method is one step. */
class PackageReader {
  private readonly drafts: ReadDraft[] = [];
  private readonly problems: ImportProblem[] = [];
  private readonly losses: Loss[] = [];
  private readonly general = new Set<string>();
  private readonly texts = new Texts();
  private readonly roots = new Map<string, XmlElement>();
  private readonly scenarios = new Map<string, Scenario>();
  private readonly entries = new Map<string, Entry>();
  private questions = 0;

  constructor(private readonly files: readonly PackageFile[]) {}

  read(): Imported {
    for (const { path, root } of this.files) {
      if (root.ok) this.roots.set(path, root.value);
      else this.problems.push({ at: { element: path }, message: root.error });
    }
    for (const [path, root] of this.roots) if (root.name === "manifest") this.manifest(root, path);
    for (const path of this.inOrder()) this.file(path);
    if (this.questions === 0 && this.problems.length === 0) {
      return refusedFile(
        "There is no question in it that is written in QTI 1.2, 2.x or 3.0. Export the questions as QTI and try again.",
      );
    }
    this.losses.push(...[...this.general].map((what) => ({ at: WHOLE_FILE, what })));
    return { drafts: caseDrafts(this.drafts, this.losses), problems: this.problems, losses: this.losses };
  }

  private manifest(root: XmlElement, path: string): void {
    const { entries, outside } = readManifest(root, path);
    for (const [file, entry] of entries) this.entries.set(file, entry);
    for (const href of outside.slice(0, MOST_SAID)) {
      this.general.add(
        `the file ${JSON.stringify(href.slice(0, 100))} lies outside of the package and was not fetched`,
      );
    }
  }

  /** The paths in the order of tests, then of the manifest, then of the package. */
  private inOrder(): string[] {
    const byTest = [...this.roots].flatMap(([path, root]) =>
      root.name === "assessmentTest" || root.name === "assessmentSection" ? itemsOfTest(root, path) : [],
    );
    const place = (path: string): number => this.entries.get(path)?.place ?? Number.MAX_SAFE_INTEGER;
    const byManifest = [...this.roots.keys()].sort((one, other) => place(one) - place(other));
    return [...new Set([...byTest, ...byManifest])];
  }

  private file(path: string): void {
    const root = this.roots.get(path);
    if (root === undefined) {
      // A test names it, and it is not there or cannot be read.
      if (this.files.every((file) => file.path !== path)) {
        this.problems.push({
          at: { element: path },
          message: "The test asks for this file, and it is not in the package.",
        });
      }
      return;
    }
    switch (root.name) {
      case "assessmentItem":
        this.item(root, path);
        break;
      case "questestinterop":
        for (const item of elementsWithin(root, new Set(["item"]))) this.v1Item(item, path);
        this.settings(root);
        break;
      case "item":
        this.v1Item(root, path);
        break;
      case "assessmentTest":
      case "assessmentSection":
        this.settings(root);
        break;
      default:
        break;
    }
  }

  private settings(root: XmlElement): void {
    if (hasTimeLimit(root)) this.general.add("time limits were not taken");
    if (elementsWithin(root, new Set(["testFeedback", "assessfeedback"])).length > 0) {
      this.general.add("feedback on the test as a whole was not taken");
    }
    if (elementsWithin(root, new Set(["presentation_material", "rubricBlock", "assessmentcontrol"])).length > 0) {
      this.general.add("instructions and settings of the test were not taken");
    }
    if (elementsWithin(root, new Set(["sourcebank_ref"])).length > 0) {
      this.general.add("the test draws questions from a bank that is not in the file: export that bank too");
    }
  }

  /** Counts a question, and sends its losses to its place. */
  private begin(element: string): { at: { element: string }; end: () => void } {
    this.questions += 1;
    if (this.questions > LIMITS.questions) throw new TooManyQuestions();
    const said = new Set<string>();
    this.texts.lose = (what) => said.add(what);
    const at = { element };
    return { at, end: () => this.losses.push(...[...said].slice(0, MOST_SAID).map((what) => ({ at, what }))) };
  }

  private keep(at: { element: string }, fields: Result<Record<string, unknown>, string>, scenario?: Scenario): void {
    const draft = fields.ok ? checkDraft(fields.value) : fields;
    if (draft.ok) this.drafts.push({ at, draft: draft.value, scenario });
    else this.problems.push({ at, message: draft.error });
  }

  private v1Item(item: XmlElement, path: string): void {
    const { at, end } = this.begin(placeOf(path, item.attributes.get("ident"), item.attributes.get("title")));
    const points = metadataOf(item).get("points_possible") ?? metadataOf(item).get("qmd_absolutescore_max");
    if (points !== undefined && Number(points) !== 1)
      this.general.add("points were not taken: every question counts one");
    const fields = readV1Item(item, this.texts);
    if (fields.ok) end();
    this.keep(at, fields);
  }

  private item(item: XmlElement, path: string): void {
    const { at, end } = this.begin(placeOf(path, item.attributes.get("identifier"), item.attributes.get("title")));
    const entry = this.entries.get(path);
    const note = this.noteOf(entry);
    const read = readItem(item, note, this.texts);
    if (!read.ok) {
      this.keep(at, read);
      return;
    }
    const { fields, stimulus } = read.value;
    const scenario = stimulus === undefined ? undefined : this.scenario(inside(folderOf(path), stimulus));
    end();
    if (stimulus !== undefined && scenario === undefined) {
      this.problems.push({
        at,
        message: `The text that it belongs to, ${JSON.stringify(stimulus.slice(0, 100))}, is not in the package.`,
      });
      return;
    }
    if (note === undefined && entry !== undefined) fields.difficulty = difficultyOf(entry.resource);
    const ours = note?.inCase;
    if (ours === undefined || scenario === undefined) this.keep(at, { ok: true, value: fields }, scenario);
    else this.keep(at, { ok: true, value: { ...fields, inCase: { ...ours, scenario: scenario.scenario } } });
  }

  private noteOf(entry: Entry | undefined): Note | undefined {
    for (const path of entry?.dependencies ?? []) {
      const root = this.roots.get(path);
      if (root !== undefined && isNote(root)) return readNote(root);
    }
    return undefined;
  }

  private scenario(path: string | null): Scenario | undefined {
    if (path === null) return undefined;
    const known = this.scenarios.get(path);
    if (known !== undefined) return known;
    const root = this.roots.get(path);
    if (root?.name !== "assessmentStimulus") return undefined;
    const scenario = { path, ...readStimulus(root, this.texts) };
    this.scenarios.set(path, scenario);
    return scenario;
  }
}

/** A question's place in words: its file, its identifier and its title, as far as there are any. */
function placeOf(path: string, identifier: string | undefined, title: string | undefined): string {
  const name =
    title === undefined || title.trim() === "" || title === identifier ? "" : ` “${title.trim().slice(0, 60)}”`;
  return `${path === "" ? "" : `${path}: `}${(identifier ?? "item").slice(0, 80)}${name}`;
}

function filesOf(bytes: Uint8Array): Result<PackageFile[], string> {
  if (!looksLikeArchive(bytes)) {
    const root = readXml(bytes);
    return root.ok ? { ok: true, value: [{ path: "", root }] } : root;
  }
  const archive = readArchive(bytes, holdsXml);
  if (!archive.ok) return archive;
  const paths = [...archive.value.files.keys()];
  const poorer = poorerCopies(paths);
  const wanted = paths.filter((path) => !poorer.has(path));
  return {
    ok: true,
    value: wanted.map((path) => ({ path, root: readXml(archive.value.files.get(path) ?? new Uint8Array()) })),
  };
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
    return new PackageReader(files.value).read();
  } catch (error) {
    if (error instanceof TooMuchMarkup)
      return refusedFile("The questions hold more markup than can be read at once. Export fewer at a time.");
    if (error instanceof TooManyQuestions) {
      return refusedFile(`There are more than ${LIMITS.questions} questions in it. Export fewer at a time.`);
    }
    throw error;
  }
}
