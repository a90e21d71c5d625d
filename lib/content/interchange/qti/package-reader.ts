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
import { ok, type Result } from "@/lib/core/shared/result";
import { caseDrafts, MOST_TEXT, type ReadDraft, type Scenario } from "./cases";
import { difficultyOf, readItem, readStimulus } from "./item/read-item";
import { isNote, type Note, readNote } from "./item/read-note";
import {
  type Entry,
  folderOf,
  inside,
  isCatalogued,
  itemsOfTest,
  type PackageFile,
  readManifest,
  tellingTitle,
  treeOf,
} from "./package-files";
import { lostSettings } from "./test-settings";
import { Texts } from "./texts";
import { elementsWithin } from "./tree";
import { metadataOf, readV1Item } from "./version-one/read-v1-item";

/** Thrown within reading where a file has more questions than are taken at once. */
export class TooManyQuestions extends Error {}

const MOST_SAID = 200;

/** Files that are looked at before any question is: they are few or small. Questions are parsed one file at a time. */
const AROUND: ReadonlySet<string> = new Set([
  "manifest",
  "assessmentTest",
  "assessmentSection",
  "assessmentStimulus",
  "question",
]);
const QUESTIONS: ReadonlySet<string> = new Set(["assessmentItem", "questestinterop", "item"]);

const TITLES = "titles were not taken: questions here have none";

const shown = (path: string): string => JSON.stringify(path.slice(0, 100));

/** Reads the files of one package. All that is found is kept here; every method is one step. */
export class PackageReader {
  private readonly drafts: ReadDraft[] = [];
  private readonly problems: ImportProblem[] = [];
  private readonly losses: Loss[] = [];
  private readonly general = new Set<string>();
  private readonly texts = new Texts();
  private readonly files: ReadonlyMap<string, PackageFile>;
  private readonly notes = new Map<string, Note>();
  private readonly stimuli = new Map<string, XmlElement>();
  private readonly scenarios = new Map<string, Scenario>();
  private readonly entries = new Map<string, Entry>();
  private readonly byTest: string[] = [];
  private questions = 0;

  /** `left` are the paths of files that were not unpacked. */
  constructor(files: readonly PackageFile[], left: readonly string[]) {
    this.files = new Map(files.map((file) => [file.path, file]));
    for (const path of left.filter((one) => /\.(?:zip|imscc)$/i.test(one)).slice(0, MOST_SAID)) {
      this.general.add(`the archive ${shown(path)} within the package was not opened: bring it by itself`);
    }
  }

  read(): Imported {
    for (const file of this.files.values()) if (AROUND.has(file.kind) || file.kind === "") this.around(file);
    for (const path of this.inOrder()) this.questionsOf(path);
    if (this.questions === 0 && this.problems.length === 0) {
      return refusedFile(
        "There is no question in it that is written in QTI 1.2, 2.x or 3.0. Export the questions as QTI and try again.",
      );
    }
    this.losses.push(...[...this.general].map((what) => ({ at: WHOLE_FILE, what })));
    return { drafts: caseDrafts(this.drafts, this.losses), problems: this.problems, losses: this.losses };
  }

  private opened(file: PackageFile): XmlElement | undefined {
    const root = treeOf(file);
    if (root.ok) return root.value;
    this.problems.push({ at: file.path === "" ? WHOLE_FILE : { element: file.path }, message: root.error });
    return undefined;
  }

  private around(file: PackageFile): void {
    const root = this.opened(file);
    if (root === undefined) return;
    const { path } = file;
    if (root.name === "manifest") this.manifest(root, path);
    else if (root.name === "assessmentStimulus") this.stimuli.set(path, root);
    else if (isNote(root)) this.notes.set(path, readNote(root));
    else if (root.name === "assessmentTest" || root.name === "assessmentSection") {
      this.byTest.push(...itemsOfTest(root, path));
      for (const what of lostSettings(root)) this.general.add(what);
    }
  }

  private manifest(root: XmlElement, path: string): void {
    const { entries, outside } = readManifest(root, path);
    for (const [file, entry] of entries) this.entries.set(file, entry);
    for (const href of outside.slice(0, MOST_SAID)) {
      this.general.add(`the file ${shown(href)} lies outside of the package and was not fetched`);
    }
  }

  /** The paths of questions in the order of tests, then of the manifest, then of the package. */
  private inOrder(): string[] {
    const asked = [...new Set(this.byTest)];
    const gone = asked.filter((path) => !this.files.has(path));
    for (const path of gone.slice(0, MOST_SAID)) {
      const message = "The test asks for this file, and it is not in the package. Export the test with its questions.";
      this.problems.push({ at: { element: path.slice(0, 200) }, message });
    }
    if (gone.length > MOST_SAID) {
      const message = `${gone.length - MOST_SAID} more files that the test asks for are not in the package.`;
      this.problems.push({ at: WHOLE_FILE, message });
    }
    const place = (path: string): number => this.entries.get(path)?.place ?? Number.MAX_SAFE_INTEGER;
    const byManifest = [...this.files.keys()].sort((one, other) => place(one) - place(other));
    return [...new Set([...asked, ...byManifest])];
  }

  private questionsOf(path: string): void {
    const file = this.files.get(path);
    if (file?.kind === "quiz") this.general.add("the settings of the quiz (time, attempts, order) were not taken");
    if (file === undefined || !QUESTIONS.has(file.kind)) return;
    const root = this.opened(file);
    if (root === undefined) return;
    if (root.name === "assessmentItem") this.item(root, path);
    else if (root.name === "item") this.v1Item(root, path);
    else {
      for (const item of elementsWithin(root, new Set(["item"]))) this.v1Item(item, path);
      for (const what of lostSettings(root)) this.general.add(what);
    }
  }

  /** Counts a question, and sends its losses to its place: its file, its identifier and its title, where there are any. */
  private begin(item: XmlElement, path: string): { at: { element: string }; title: string; end: () => void } {
    this.questions += 1;
    if (this.questions > LIMITS.questions) throw new TooManyQuestions();
    const said = new Set<string>();
    this.texts.lose = (what) => said.add(what);
    const title = tellingTitle(item);
    const identifier = item.attributes.get("identifier") ?? item.attributes.get("ident") ?? "item";
    const name = title === "" ? "" : ` “${title.slice(0, 60)}”`;
    const at = { element: `${path === "" ? "" : `${path}: `}${identifier.slice(0, 80)}${name}` };
    return { at, title, end: () => this.losses.push(...[...said].slice(0, MOST_SAID).map((what) => ({ at, what }))) };
  }

  private keep(at: { element: string }, fields: Result<Record<string, unknown>, string>, scenario?: Scenario): void {
    const draft = fields.ok ? checkDraft(fields.value) : fields;
    if (draft.ok) this.drafts.push({ at, draft: draft.value, scenario });
    else this.problems.push({ at, message: draft.error });
  }

  private v1Item(item: XmlElement, path: string): void {
    const { at, title, end } = this.begin(item, path);
    if (title !== "") this.general.add(TITLES);
    const metadata = metadataOf(item);
    const points = metadata.get("points_possible") ?? metadata.get("qmd_absolutescore_max");
    if (points !== undefined && Number(points) !== 1) {
      this.general.add("points were not taken: every question counts one");
    }
    const fields = readV1Item(item, this.texts);
    if (fields.ok) end();
    this.keep(at, fields);
  }

  private item(item: XmlElement, path: string): void {
    const { at, title, end } = this.begin(item, path);
    const entry = this.entries.get(path);
    const note = entry?.dependencies.map((file) => this.notes.get(file)).find((found) => found !== undefined);
    if (note === undefined && title !== "") this.general.add(TITLES);
    const read = readItem(item, note, this.texts);
    if (!read.ok) {
      this.keep(at, read);
      return;
    }
    const { fields, stimulus } = read.value;
    const scenario = stimulus === undefined ? undefined : this.scenario(inside(folderOf(path), stimulus));
    end();
    if (stimulus !== undefined && scenario === undefined) {
      const message = `The text that it belongs to, ${shown(stimulus)}, is not in the package. Put it in, or write it into the question.`;
      this.problems.push({ at, message });
      return;
    }
    if (scenario !== undefined && scenario.scenario.length > MOST_TEXT) {
      const message = `The text that it belongs to is longer than ${MOST_TEXT} characters. Shorten it.`;
      this.problems.push({ at, message });
      return;
    }
    if (note === undefined && entry !== undefined) {
      fields.difficulty = difficultyOf(entry.resource);
      if (isCatalogued(entry.resource))
        this.general.add("keywords and classifications of the catalogue were not taken");
    }
    const ours = note?.inCase;
    if (ours === undefined || scenario === undefined) this.keep(at, ok(fields), scenario);
    else this.keep(at, ok({ ...fields, inCase: { ...ours, scenario: scenario.scenario } }));
  }

  private scenario(path: string | null): Scenario | undefined {
    if (path === null) return undefined;
    const known = this.scenarios.get(path);
    if (known !== undefined) return known;
    // Some systems leave the ending out.
    const root = this.stimuli.get(path) ?? this.stimuli.get(`${path}.xml`);
    if (root === undefined) return undefined;
    const scenario = { path, ...readStimulus(root, this.texts) };
    this.scenarios.set(path, scenario);
    return scenario;
  }
}
