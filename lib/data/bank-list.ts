import { z } from "zod";
import type { BankCursor, BankFilter, BankQuery, BankSort } from "@/lib/core/authoring/bank/bank-query";
import { KINDS } from "@/lib/core/question/schema";
import { searchParts, searchTextOf } from "@/lib/core/question/search-text";
import { yearBefore } from "@/lib/core/question/stale";
import type { Reader, Tx } from "./database";
import type { Prisma } from "./generated/sqlite/client";
import { getServedQuestions } from "./question-versions";

/** Which questions of a pack are meant: a filter, with what it means today. */
export type BankSelection = {
  packId: string;
  filter: BankFilter;
  /** The trap of the filter with its sub-traps. */
  traps: readonly string[];
  /** The day that it is asked on, `YYYY-MM-DD`. */
  today: string;
};

/** A question as the list of the bank and work on many of them see it. */
export type ListedQuestion = z.infer<typeof listedSchema>;

const ids = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)));
const listedSchema = z.object({
  id: z.string(),
  family: z.string().nullable(),
  lesson: z.string(),
  type: z.enum(KINDS),
  caseId: z.string().nullable(),
  state: z.enum(["published", "retired"]),
  versionId: z.string(),
  difficulty: z.number(),
  counterCue: z.boolean(),
  exams: ids,
  traps: ids,
  verifiedOn: z.string(),
});

const listed = {
  id: true,
  family: true,
  lesson: true,
  type: true,
  caseId: true,
  state: true,
  versionId: true,
  difficulty: true,
  counterCue: true,
  exams: true,
  traps: true,
  verifiedOn: true,
} as const;

type Where = Prisma.QuestionWhereInput;

/** Ids are slugs, so that one in its quotes stands in the JSON of a list exactly where the list has it. */
const holds = (id: string) => ({ contains: `"${id}"` });

/** Every part of a filter narrows by itself: another part is one more entry here. */
function narrow({ packId, filter, traps, today }: BankSelection): Where {
  const yearAgo = yearBefore(today);
  const parts: (Where | false)[] = [
    { state: filter.state === "all" ? { in: ["published", "retired"] } : (filter.state ?? "published") },
    filter.lesson !== undefined && { lesson: filter.lesson },
    filter.type !== undefined && { type: filter.type },
    filter.difficulty !== undefined && { difficulty: Number(filter.difficulty) },
    filter.exam !== undefined && { exams: holds(filter.exam) },
    filter.trap !== undefined && { OR: traps.map((trap) => ({ traps: holds(trap) })) },
    filter.age !== undefined && { verifiedOn: filter.age === "stale" ? { lt: yearAgo } : { gte: yearAgo } },
    filter.since !== undefined && { verifiedOn: { gte: filter.since } },
    filter.draws !== undefined && { family: filter.draws === "only" ? { not: null } : null },
    filter.counter !== undefined && { counterCue: filter.counter === "only" },
    filter.flag !== undefined && { flags: { some: { kind: filter.flag } } },
    ...searchParts(filter.text ?? "").map((part) => ({ searchText: { contains: part } })),
  ];
  return { packId, AND: parts.filter((part) => part !== false) };
}

type Order = "asc" | "desc";
const turned = { asc: "desc", desc: "asc" } satisfies Record<Order, Order>;

function sorted(sort: BankSort, back: boolean): { by: "verifiedOn" | "difficulty" | null; order: Order } {
  const order = sort.startsWith("-") ? "desc" : "asc";
  const by = sort === "id" ? null : sort.endsWith("verified") ? "verifiedOn" : "difficulty";
  return { by, order: back ? turned[order] : order };
}

/** What stands past a place, in the order that the list is read in. */
function past(cursor: BankCursor, sort: BankSort, back: boolean): Where {
  const { by, order } = sorted(sort, back);
  const beyond = <T>(value: T) => (order === "asc" ? { gt: value } : { lt: value });
  const id = beyond(cursor.id);
  switch (by) {
    case null:
      return { id };
    case "verifiedOn": {
      const day = cursor.key === "0" ? "" : (cursor.key ?? "");
      return { OR: [{ verifiedOn: beyond(day) }, { verifiedOn: day, id }] };
    }
    case "difficulty": {
      const difficulty = Number(cursor.key);
      return { OR: [{ difficulty: beyond(difficulty) }, { difficulty, id }] };
    }
  }
}

export type BankPage = { rows: ListedQuestion[]; total: number; hasBefore: boolean; hasAfter: boolean };

/** One page of what a filter finds, with how many there are in all. Pages hang on places, so that new rows move none. */
export async function listBankPage(
  db: Reader,
  selection: BankSelection,
  { sort, after, before }: Pick<BankQuery, "sort" | "after" | "before">,
  take: number,
): Promise<BankPage> {
  const where = narrow(selection);
  const back = before !== null;
  const place = after ?? before;
  const { by, order } = sorted(sort, back);
  const [total, found] = await Promise.all([
    db.question.count({ where }),
    db.question.findMany({
      where: place === null ? where : { AND: [where, past(place, sort, back)] },
      orderBy: by === null ? { id: order } : [{ [by]: order }, { id: order }],
      take: take + 1,
      select: listed,
    }),
  ]);
  const more = found.length > take;
  const rows = z.array(listedSchema).parse(found.slice(0, take));
  if (back) rows.reverse();
  // Where the page hangs on a place, the question of that place stands on its other side.
  return { rows, total, hasBefore: back ? more : place !== null, hasAfter: back ? true : more };
}

/** How many questions a filter finds. */
export const countBank = (db: Reader, selection: BankSelection): Promise<number> =>
  db.question.count({ where: narrow(selection) });

/** What a filter finds, by id, at most so many. */
export async function listMatching(db: Reader, selection: BankSelection, take: number): Promise<ListedQuestion[]> {
  const found = await db.question.findMany({
    where: narrow(selection),
    orderBy: { id: "asc" },
    take,
    select: listed,
  });
  return z.array(listedSchema).parse(found);
}

/** Those of a pack's questions that have these ids, or belong to these cases, by id. */
export async function listQuestionsOf(
  db: Reader,
  packId: string,
  { ids: questionIds = [], cases = [] }: { ids?: readonly string[]; cases?: readonly string[] },
): Promise<ListedQuestion[]> {
  const found = await db.question.findMany({
    where: {
      packId,
      versionId: { not: null },
      OR: [{ id: { in: [...questionIds] } }, { caseId: { in: [...cases] } }],
    },
    orderBy: { id: "asc" },
    select: listed,
  });
  return z.array(listedSchema).parse(found);
}

/** The lessons that the questions of a pack are about. */
export async function listBankLessons(db: Reader, packId: string): Promise<string[]> {
  const state = { in: ["published", "retired"] };
  const rows = await db.question.groupBy({ by: ["lesson"], where: { packId, state }, orderBy: { lesson: "asc" } });
  return rows.map(({ lesson }) => lesson);
}

/** Which of these questions and cases somebody is writing a draft of: unit id → draft id. */
export async function findOpenDrafts(db: Reader, unitIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.draft.findMany({
    where: { unitId: { in: [...new Set(unitIds)] } },
    select: { id: true, unitId: true },
  });
  return new Map(rows.map(({ id, unitId }) => [unitId, id]));
}

/** Fills what a search looks at for questions that were stored before there was a search. */
export async function fillSearch(tx: Tx, packId: string): Promise<void> {
  const rows = await tx.question.findMany({
    where: { packId, searchText: "", versionId: { not: null } },
    select: { id: true, versionId: true },
  });
  const versionIds = rows.flatMap(({ versionId }) => (versionId === null ? [] : [versionId]));
  if (versionIds.length === 0) return;
  const served = await getServedQuestions(tx, versionIds);
  const versions = await tx.questionVersion.findMany({
    where: { id: { in: versionIds } },
    select: { id: true, questionId: true, verifiedOn: true },
  });
  for (const { id, questionId, verifiedOn } of versions) {
    const version = served.get(id);
    if (version === undefined) continue;
    await tx.question.update({ where: { id: questionId }, data: { verifiedOn, searchText: searchTextOf(version) } });
  }
}
