import { decodeText } from "@/lib/content/interchange/decode-text";
import { childrenOf, parseXml, type XmlElement } from "@/lib/content/interchange/xml";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { elementsWithin, plainName, plainTree } from "./tree";

// The files of a package by their paths, and what its manifest says of them. Only what lies inside is ever looked at.

/** A file of the package: its text, and the name of its outermost element (empty where it has none or cannot be read). */
export type PackageFile = { path: string; text: Result<string, string>; kind: string };

/** What the manifest says of a file: its place in the list, the files it depends on, and its entry. */
export type Entry = { place: number; dependencies: string[]; resource: XmlElement };

/** The files that can hold questions: XML by any of the names that systems give it. */
export const holdsXml = (path: string): boolean => /\.(?:xml|dat|qti)$/i.test(path);

const NAME = /<([A-Za-z_][\w.:-]{0,100})/y;

/** The name of the outermost element without parsing: what comes after the declaration and comments. */
function kindOf(text: string): string {
  let place = 0;
  for (;;) {
    place = text.indexOf("<", place);
    if (place === -1) return "";
    const end = text.startsWith("<!--", place) ? "-->" : text.startsWith("<?", place) ? "?>" : null;
    if (end === null) break;
    place = text.indexOf(end, place);
    if (place === -1) return "";
  }
  NAME.lastIndex = place;
  return plainName(NAME.exec(text)?.[1] ?? "");
}

/** The bytes of a file as text, with the kind that it is. */
export function openFile(path: string, bytes: Uint8Array): PackageFile {
  const text = decodeText(bytes, { lineBytes: null });
  return { path, text, kind: text.ok ? kindOf(text.value) : "" };
}

/** How many tags a text has at most, which is what reading it costs. */
export function tagsIn({ text }: PackageFile): number {
  if (!text.ok) return 0;
  let tags = 0;
  for (let place = text.value.indexOf("<"); place !== -1; place = text.value.indexOf("<", place + 1)) tags += 1;
  return tags;
}

/** A file's tree, with names spelt alike for all versions, or why there is none. */
export function treeOf({ text }: PackageFile): Result<XmlElement, string> {
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
    const entry: Entry = { place, dependencies: [], resource };
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

/** A title that says more than that it is one, and than the identifier does; empty for others. */
export function tellingTitle(element: XmlElement): string {
  const title = element.attributes.get("title")?.trim() ?? "";
  const identifier = element.attributes.get("identifier") ?? element.attributes.get("ident");
  return title === identifier || /^(?:question|item|q)?[\s#._-]*\d*$/i.test(title) ? "" : title;
}

/** Whether a manifest's entry says something by which a catalogue finds the question. */
export const isCatalogued = (resource: XmlElement): boolean =>
  elementsWithin(resource, new Set(["keyword", "classification", "learningObjectiveMetadata"])).length > 0;
