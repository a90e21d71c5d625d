import { problemsOf, type Rule, type Spot } from "@/lib/content/lint/rule";
import { type PackContent, type PackQuestion, type PartKind, placeKey } from "@/lib/content/read-pack";

const nameOf = (file: string): string => file.split("/").at(-1) ?? "";

const folderOf = (file: string): string => file.split("/").at(-2) ?? "";

function repeats(pack: PackContent): { message: string; spot: Spot }[] {
  const lists: [PartKind, readonly { id: string }[]][] = [
    ["chapter", pack.chapters],
    ["lesson", pack.lessons],
    ["trap", pack.traps],
    ["fact", pack.facts],
    ["figure", pack.figures.map(({ source }) => ({ id: source }))],
  ];
  const twice = (ids: readonly string[]): string[] => [
    ...new Set(ids.filter((id, index) => ids.indexOf(id) !== index)),
  ];
  return lists.flatMap(([kind, parts]) =>
    twice(parts.map(({ id }) => id)).map((id) => ({ message: `the ${kind} ${id} stands twice`, spot: { kind, id } })),
  );
}

/** What a learner reads before answering: an id in it would be a slip, and may tell what the question is about. */
const readTexts = ({ question, context }: PackQuestion): string[] => [
  question.stem,
  question.ask,
  ...(context === null ? [] : [context.title, context.scenario]),
];

/**
 * Ids are unique over the pack, files are named by them (a draw's by its family), question folders by their lesson; no
 * stem shows an id.
 */
export const ids: Rule = (pack) => {
  const report = problemsOf(pack, "ids");
  const owners = new Map<string, string>();
  const questions = pack.questions.flatMap((entry) => {
    const { question, context, draw, file } = entry;
    const fileName = draw === null ? `${context?.id ?? question.id}.yaml` : `${draw.family}.ts`;
    const spot = { question: entry, path: ["id"] };
    const caseId = context !== null && context.position === 0 ? [context.id] : [];
    const taken = [question.id, ...caseId].flatMap((id) => {
      const owner = owners.get(id);
      owners.set(id, owner ?? file);
      return owner === undefined ? [] : [report.error(`the id ${id} stands in ${owner} as well`, spot)];
    });
    const shown = [question.id, ...(context === null ? [] : [context.id])].filter((id) =>
      readTexts(entry).some((text) => text.includes(id)),
    );
    return [
      ...taken,
      ...(nameOf(file) === fileName ? [] : [report.error(`the file is not named ${fileName}`, spot)]),
      ...(context !== null || draw !== null || folderOf(file) === question.lesson
        ? []
        : [report.error(`a question of lesson ${question.lesson} stands in the folder ${folderOf(file)}`, spot)]),
      ...shown.map((id) => report.error(`the text shows the id ${id}`, { question: entry, path: ["stem"] })),
    ];
  });
  const misnamed = pack.lessons.flatMap(({ id }) => {
    const file = pack.places.get(placeKey("lesson", id))?.file;
    if (file === undefined || nameOf(file) === `${id}.md`) return [];
    return [report.error(`the file is not named ${id}.md`, { kind: "lesson", id, path: ["id"] })];
  });
  const { id } = pack.info;
  const home = folderOf(pack.places.get(placeKey("pack", id))?.file ?? `${id}/exam.yaml`);
  const stray = home === id ? [] : [report.error(`the pack ${id} stands in the folder ${home}`)];
  return [
    ...stray,
    ...questions,
    ...misnamed,
    ...repeats(pack).map(({ message, spot }) => report.error(message, spot)),
  ];
};
