import type { ContentProblem } from "@/lib/content/content-problem";
import { problemsOf, type Rule, type Spot } from "@/lib/content/lint/rule";
import type { PackContent } from "@/lib/content/read-pack";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";

type Known = ReturnType<typeof namesOf>;

function namesOf(pack: PackContent) {
  const ids = (list: readonly { id: string }[]): Set<string> => new Set(list.map(({ id }) => id));
  return {
    lesson: ids(pack.lessons),
    exam: ids(pack.info.exams),
    trap: ids(pack.traps),
    symptom: ids(pack.chapters.flatMap(({ symptoms }) => symptoms)),
    fact: ids(pack.facts),
    domain: ids(pack.info.exams.flatMap(({ domains }) => domains)),
    chapterLesson: ids(pack.chapters.flatMap(({ lessons }) => lessons)),
    section: new Set(pack.lessons.flatMap(({ id, sections }) => sections.map((section) => `${id}#${section.id}`))),
  };
}

const WORDS: Record<keyof Known, string> = {
  lesson: "lesson",
  exam: "exam",
  trap: "trap",
  symptom: "symptom",
  fact: "fact",
  domain: "domain",
  chapterLesson: "lesson in chapter.yaml",
  section: "section",
};

/** One name that something uses, and where it does. */
type Use = { kind: keyof Known; name: string; path: readonly PropertyKey[] };

const uses = (kind: keyof Known, names: readonly string[], path: readonly PropertyKey[]): Use[] =>
  names.map((name, index) => ({ kind, name, path: [...path, index] }));

/** A fact is an id of `facts.yaml` or the address of a source. */
const factUses = (facts: readonly string[]): Use[] =>
  uses("fact", facts, ["facts"]).filter(({ name }) => !/^https:\/\/[^\s/]+\.[^\s/]+/.test(name));

/** The tags of a question with their paths; `plain-error` is none. */
function tagUses(question: Question): Use[] {
  const tag = (name: string | undefined, path: readonly PropertyKey[]): Use[] =>
    name === undefined || name === PLAIN_ERROR ? [] : [{ kind: "trap", name, path }];
  switch (question.type) {
    case "multiple-choice":
      return question.options.flatMap(({ trap }, index) => tag(trap, ["options", index, "trap"]));
    case "multiple-response":
      return question.options.flatMap(({ trap, missedTrap }, index) => [
        ...tag(trap, ["options", index, "trap"]),
        ...tag(missedTrap, ["options", index, "missedTrap"]),
      ]);
    case "ordering":
      return [
        ...question.wrongOrders.flatMap(({ trap }, index) => tag(trap, ["wrongOrders", index, "trap"])),
        ...question.decoys.flatMap(({ trap }, index) => tag(trap, ["decoys", index, "trap"])),
      ];
    case "matching":
      return question.wrongPairs.flatMap(({ trap }, index) => tag(trap, ["wrongPairs", index, "trap"]));
  }
}

const questionUses = (question: Question): Use[] => [
  { kind: "lesson", name: question.lesson, path: ["lesson"] },
  ...uses("exam", question.exams, ["exams"]),
  ...uses("trap", question.parallelOf === undefined ? [] : [question.parallelOf], ["parallelOf"]),
  ...factUses(question.facts),
  ...tagUses(question),
];

const examUses = (exam: PackContent["info"]["exams"][number]): Use[] => [
  ...factUses(exam.facts),
  ...exam.blueprints.flatMap(({ lessons, quotas }, index) => [
    ...lessons.map(({ lesson }, place): Use => {
      return { kind: "lesson", name: lesson, path: ["blueprints", index, "lessons", place, "lesson"] };
    }),
    ...quotas.flatMap(({ trap, lesson, version }, place): Use[] => {
      const named = [
        { kind: "trap", name: trap, field: "trap" },
        { kind: "lesson", name: lesson, field: "lesson" },
        { kind: "exam", name: version, field: "version" },
      ] as const;
      return named.flatMap(({ kind, name, field }): Use[] =>
        name === undefined ? [] : [{ kind, name, path: ["blueprints", index, "quotas", place, field] }],
      );
    }),
  ]),
];

function chapterUses(chapter: PackContent["chapters"][number]): Use[] {
  const under = (list: string, index: number, of: readonly Use[]): Use[] =>
    of.map((use) => ({ ...use, path: [list, index, ...use.path] }));
  return [
    { kind: "domain", name: chapter.domain, path: ["domain"] },
    ...chapter.lessons.map(({ id }, index): Use => ({ kind: "lesson", name: id, path: ["lessons", index, "id"] })),
    ...chapter.routing.map(({ lesson, section }, index): Use => {
      return section === undefined
        ? { kind: "lesson", name: lesson, path: ["routing", index, "lesson"] }
        : { kind: "section", name: `${lesson}#${section}`, path: ["routing", index, "section"] };
    }),
    ...chapter.symptoms.flatMap(({ lessons, traps }, index) =>
      under("symptoms", index, [...uses("lesson", lessons, ["lessons"]), ...uses("trap", traps, ["traps"])]),
    ),
    ...uses("trap", chapter.traps, ["traps"]),
    ...chapter.checklist.flatMap(({ lessons, traps }, index) =>
      under("checklist", index, [...uses("lesson", lessons, ["lessons"]), ...uses("trap", traps, ["traps"])]),
    ),
  ];
}

const lessonUses = (lesson: PackContent["lessons"][number]): Use[] => [
  { kind: "chapterLesson", name: lesson.id, path: ["id"] },
  ...uses("exam", lesson.exams, ["exams"]),
  ...factUses(lesson.facts),
  ...lesson.sections.flatMap(({ exams }, index) =>
    exams.map((name): Use => ({ kind: "exam", name, path: ["sections", index] })),
  ),
];

/** Everything that is named exists: lessons, sections, exams, traps, symptoms, facts (or an https address), domains. */
export const references: Rule = (pack) => {
  const report = problemsOf(pack, "references");
  const known = namesOf(pack);
  const check = (list: readonly Use[], spotOf: (path: readonly PropertyKey[]) => Spot): ContentProblem[] =>
    list.flatMap(({ kind, name, path }) =>
      known[kind].has(name) ? [] : [report.error(`there is no ${WORDS[kind]} ${name}`, spotOf(path))],
    );
  return [
    ...pack.info.exams.flatMap((exam, index) =>
      check(examUses(exam), (path) => ({ kind: "pack", id: pack.info.id, path: ["exams", index, ...path] })),
    ),
    ...pack.chapters.flatMap((chapter) =>
      check(chapterUses(chapter), (path) => ({ kind: "chapter", id: chapter.id, path })),
    ),
    ...pack.lessons.flatMap((lesson) => check(lessonUses(lesson), (path) => ({ kind: "lesson", id: lesson.id, path }))),
    ...pack.traps.flatMap((trap) =>
      check([...factUses(trap.facts), ...uses("symptom", trap.symptoms, ["symptoms"])], (path) => ({
        kind: "trap",
        id: trap.id,
        path,
      })),
    ),
    ...pack.questions.flatMap((question) => check(questionUses(question.question), (path) => ({ question, path }))),
  ];
};
