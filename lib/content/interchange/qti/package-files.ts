import { decodeText } from "@/lib/content/interchange/decode-text";
import { childOf, childrenOf, parseXml, type XmlElement } from "@/lib/content/interchange/xml";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { elementsWithin, plainTree } from "./tree";

// The files of a package by their paths, and what its manifest says of them. Only what lies inside is ever looked at.

/** A file of the package: its outermost element, or why it cannot be read. */
export type PackageFile = { path: string; root: Result<XmlElement, string> };

/** What the manifest says of a file: its place in the list, its kind, the files it depends on, and its entry. */
export type Entry = { place: number; type: string; dependencies: string[]; resource: XmlElement };

/** The files that can hold questions: XML by any of the names that systems give it. */
export const holdsXml = (path: string): boolean => /\.(?:xml|dat|qti)$/i.test(path);

/** The bytes of an XML file as its tree, with names spelt alike for all versions. */
export function readXml(bytes: Uint8Array): Result<XmlElement, string> {
  const text = decodeText(bytes, { lineBytes: null });
  if (!text.ok) return text;
  const root = parseXml(text.value);
  return root.ok ? ok(plainTree(root.value)) : fail(root.error.message);
}

/**
 * Where a reference leads inside the package, seen from the folder of the file that has it; null where it leads out:
 * other hosts, absolute paths, more steps up than there are. Queries and fragments are left out.
 */
export function inside(folder: string, href: string): string | null {
  const [path = ""] = href.trim().split(/[?#]/);
  if (path === "" || path.length > 1_000 || /^[a-z][a-z\d+.-]*:/i.test(path) || /^[/\\]/.test(path)) return null;
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // No escapes, then: the name itself holds a percent sign.
  }
  const steps = folder === "" ? [] : folder.split("/");
  for (const step of decoded.split(/[/\\]/)) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return steps.join("/").normalize("NFC");
}

/** The folder of a path, without the last slash. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

/** The entries of a manifest by the paths of their files; `outside` are references that lead out of the package. */
export function readManifest(root: XmlElement, path: string): { entries: Map<string, Entry>; outside: string[] } {
  const outside: string[] = [];
  const entries = new Map<string, Entry>();
  const pathOf = new Map<string, string>();
  const waiting: { entry: Entry; references: string[] }[] = [];
  for (const [place, resource] of elementsWithin(root, new Set(["resource"])).entries()) {
    const base = inside(folderOf(path), resource.attributes.get("xml:base") ?? ".") ?? folderOf(path);
    const [firstFile] = childrenOf(resource, "file");
    const href =
      resource.attributes.get("href") ?? resource.attributes.get("bb:file") ?? firstFile?.attributes.get("href");
    if (href === undefined) continue;
    const file = inside(base, href);
    if (file === null) {
      outside.push(href);
      continue;
    }
    const type = resource.attributes.get("type") ?? "";
    const entry: Entry = { place, type, dependencies: [], resource };
    if (!entries.has(file)) entries.set(file, entry);
    pathOf.set(resource.attributes.get("identifier") ?? "", file);
    const references = childrenOf(resource, "dependency").map(
      (dependency) => dependency.attributes.get("identifierref") ?? "",
    );
    waiting.push({ entry, references });
  }
  for (const { entry, references } of waiting) {
    entry.dependencies = references.flatMap((reference) => pathOf.get(reference) ?? []);
  }
  return { entries, outside };
}

/** The paths of a test's items in its order, with those of sections that stand inside it. */
export function itemsOfTest(root: XmlElement, path: string): string[] {
  return elementsWithin(root, new Set(["assessmentItemRef"])).flatMap(
    (reference) => inside(folderOf(path), reference.attributes.get("href") ?? "") ?? [],
  );
}

/** The order of a file in the package: Canvas writes each quiz twice, once for systems that know less. */
export function poorerCopies(paths: readonly string[]): ReadonlySet<string> {
  const quizzes = new Set(
    paths.flatMap((path) => /(?:^|\/)non_cc_assessments\/([^/]+)\.xml\.qti$/i.exec(path)?.[1] ?? []),
  );
  return new Set(
    paths.filter((path) => /\/assessment_qti\.xml$/i.test(path) && quizzes.has(folderOf(path).split("/").at(-1) ?? "")),
  );
}

/** The title of a test or section that says more than that it is one. */
export const titleOf = (element: XmlElement): string => element.attributes.get("title")?.trim() ?? "";

/** The limits that a test or an assessment sets, if any. */
export const hasTimeLimit = (root: XmlElement): boolean =>
  childOf(root, "timeLimits") !== undefined || elementsWithin(root, new Set(["timeLimits", "duration"])).length > 0;
