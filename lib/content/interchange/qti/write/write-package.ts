import { writeArchive } from "@/lib/content/interchange/archive";
import { type Exported, LIMITS, type Loss, type QuestionDraft } from "@/lib/content/interchange/exchange";
import { markup, possibleText, xmlAttribute, xmlText } from "@/lib/content/interchange/qti/markup";
import { Identifiers } from "./identifiers";
import { DECLARATION, ROOT_ATTRIBUTES, writeItem } from "./write-item";

// A QTI 3.0 package (IMS Content Packaging 1.2, profile of QTI 3.0): an item and a note for each question, a shared
// stimulus for each scenario, one test that holds the order, and the manifest.

type WrittenItem = { identifier: string; draft: QuestionDraft; stimulus?: string };
type Stimulus = { identifier: string; title: string; scenario: string };
type File = { path: string; content: string };

const itemPath = (identifier: string): string => `items/${identifier}.xml`;
const notePath = (identifier: string): string => `notes/${identifier}.xml`;
const stimulusPath = (identifier: string): string => `stimuli/${identifier}.xml`;

const MOST_TITLE = 120;

/** What others show for the question: its id, or the beginning of its text. */
function titleOf(draft: QuestionDraft): string {
  if (draft.id !== undefined) return draft.id;
  const words = draft.stem.replaceAll(/\s+/g, " ");
  return words.length > MOST_TITLE ? `${words.slice(0, MOST_TITLE - 1)}…` : words;
}

/** The vocabulary of LOM 5.8, very easy to very difficult. */
const DIFFICULTIES = ["very easy", "easy", "medium", "difficult", "very difficult"] as const;

/** What catalogues of other systems understand of a question (IEEE 1484.12.1). */
function lomOf(draft: QuestionDraft): string {
  const text = (value: string): string => `<string>${xmlText(possibleText(value, () => {}))}</string>`;
  const identifier =
    draft.id === undefined
      ? ""
      : `<identifier><catalog>Trapline</catalog><entry>${xmlText(possibleText(draft.id, () => {}))}</entry></identifier>`;
  const keywords = [draft.lesson, ...(draft.exams ?? [])]
    .flatMap((word) => (word === undefined ? [] : [`<keyword>${text(word)}</keyword>`]))
    .join("");
  const general = `<general>${identifier}<title>${text(titleOf(draft))}</title>${keywords}</general>`;
  const difficulty = draft.difficulty === undefined ? undefined : DIFFICULTIES[draft.difficulty - 1];
  const educational =
    difficulty === undefined
      ? ""
      : `<educational><difficulty><source>LOMv1.0</source><value>${difficulty}</value></difficulty></educational>`;
  return `<lom xmlns="http://ltsc.ieee.org/xsd/LOM">${general}${educational}</lom>`;
}

function manifest(items: readonly WrittenItem[], stimuli: readonly Stimulus[]): string {
  const dependency = (identifier: string): string => `<dependency identifierref="${identifier}"/>`;
  const resource = (identifier: string, type: string, path: string, inside = "", after = ""): string =>
    `<resource identifier="${identifier}" type="${type}" href="${path}">${inside}<file href="${path}"/>${after}</resource>`;
  const resources = [
    resource(
      "test",
      "imsqti_test_xmlv3p0",
      "test.xml",
      "",
      items.map(({ identifier }) => dependency(`item_${identifier}`)).join(""),
    ),
    ...items.map(({ identifier, draft, stimulus }) =>
      resource(
        `item_${identifier}`,
        "imsqti_item_xmlv3p0",
        itemPath(identifier),
        `<metadata>${lomOf(draft)}</metadata>`,
        dependency(`note_${identifier}`) + (stimulus === undefined ? "" : dependency(`stimulus_${stimulus}`)),
      ),
    ),
    ...items.map(({ identifier }) => resource(`note_${identifier}`, "resourceextmetadata/xml", notePath(identifier))),
    ...stimuli.map(({ identifier }) =>
      resource(`stimulus_${identifier}`, "imsqti_stimulus_xmlv3p0", stimulusPath(identifier)),
    ),
  ];
  const namespace = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";
  const xsd = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd";
  return `${DECLARATION}<manifest xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${namespace} ${xsd}" identifier="trapline">
<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>
<organizations/>
<resources>
${resources.join("\n")}
</resources>
</manifest>
`;
}

/** All questions in their order, those of a case in a section of their own. */
function test(items: readonly WrittenItem[]): string {
  const sections: { stimulus?: string; items: WrittenItem[] }[] = [];
  for (const item of items) {
    const last = sections.at(-1);
    if (last !== undefined && last.stimulus === item.stimulus) last.items.push(item);
    else sections.push({ stimulus: item.stimulus, items: [item] });
  }
  if (sections.length === 0) sections.push({ items: [] });
  const written = sections.map(({ items: held }, place) => {
    const refs = held.map(
      ({ identifier }) => `<qti-assessment-item-ref identifier="${identifier}" href="${itemPath(identifier)}"/>`,
    );
    return `<qti-assessment-section identifier="section-${place + 1}" title="Section ${place + 1}" visible="false">\n${refs.join("\n")}\n</qti-assessment-section>`;
  });
  return `${DECLARATION}<qti-assessment-test ${ROOT_ATTRIBUTES} identifier="test" title="Trapline questions">
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-test-part identifier="part" navigation-mode="nonlinear" submission-mode="simultaneous">
${written.join("\n")}
</qti-test-part>
</qti-assessment-test>
`;
}

/**
 * Questions as a QTI 3.0 package. What the items cannot say goes along in notes, so that reading the package gives the
 * same drafts; `losses` names the rest: characters that XML cannot hold, pictures, and questions beyond
 * `LIMITS.questions`.
 */
export function writeQti(questions: readonly QuestionDraft[]): Exported {
  const losses: Loss[] = [];
  const files: File[] = [];
  const items: WrittenItem[] = [];
  const stimuli = new Map<string, Stimulus>();
  const names = new Identifiers();
  const stimulusNames = new Identifiers();
  for (const [place, draft] of questions.slice(0, LIMITS.questions).entries()) {
    const said = new Set<string>();
    const lose = (what: string) => said.add(what);
    const identifier = names.give(draft.id, "question");
    let stimulus: Stimulus | undefined;
    if (draft.inCase !== undefined) {
      const { id, title, scenario } = draft.inCase;
      const key = JSON.stringify([id, title, scenario]);
      stimulus = stimuli.get(key) ?? { identifier: stimulusNames.give(id, "case"), title, scenario };
      if (!stimuli.has(key)) {
        stimuli.set(key, stimulus);
        const body = markup(scenario, "blocks", lose);
        files.push({
          path: stimulusPath(stimulus.identifier),
          content: `${DECLARATION}<qti-assessment-stimulus ${ROOT_ATTRIBUTES} identifier="${stimulus.identifier}" title="${xmlAttribute(possibleText(title, lose))}">\n<qti-stimulus-body>${body}</qti-stimulus-body>\n</qti-assessment-stimulus>\n`,
        });
      }
    }
    const ref =
      stimulus === undefined
        ? undefined
        : { identifier: stimulus.identifier, href: `../${stimulusPath(stimulus.identifier)}` };
    const written = writeItem(draft, { identifier, title: titleOf(draft), stimulus: ref }, lose);
    files.push({ path: itemPath(identifier), content: written.item });
    files.push({ path: notePath(identifier), content: written.note });
    items.push({ identifier, draft, stimulus: stimulus?.identifier });
    const at = { element: draft.id ?? `question ${place + 1}` };
    losses.push(...[...said].map((what) => ({ at, what })));
  }
  if (questions.length > LIMITS.questions) {
    losses.push({
      at: { element: "file" },
      what: `only the first ${LIMITS.questions} of ${questions.length} questions were written: export the others separately`,
    });
  }
  const all = [
    { path: "imsmanifest.xml", content: manifest(items, [...stimuli.values()]) },
    { path: "test.xml", content: test(items) },
    ...files,
  ];
  return { bytes: writeArchive(all), losses };
}
