import type { Viewer } from "@/lib/core/access/viewer";
import type { Reader } from "@/lib/data/database";
import { instant, pagesOf, readJson } from "./pages";

type Owner = Pick<Viewer, "userId">;

/** What somebody wrote, reviewed, brought and decided about questions, kind by kind. */
export async function* readOwnWriting(db: Reader, { userId }: Owner, contentShown: boolean) {
  for await (const row of pagesOf((after, take) =>
    db.draft.findMany({
      where: { OR: [{ createdBy: userId }, { editedBy: userId }, { submittedBy: userId }], id: { gt: after } },
      orderBy: { id: "asc" },
      take,
    }),
  )) {
    const { unitId, state, content, createdAt, updatedAt, submittedAt } = row;
    yield {
      ...{ kind: "draft", unitId, state, createdAt: instant(createdAt), updatedAt: instant(updatedAt) },
      submittedAt: instant(submittedAt),
      ...(contentShown ? { content: readJson(content) } : {}),
    };
  }
  for await (const { kind, unitId, createdAt, detail } of pagesOf((after, take) =>
    db.questionStep.findMany({ where: { actorId: userId, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    yield {
      kind: `step: ${kind}`,
      unitId,
      at: instant(createdAt),
      ...(contentShown ? { detail: readJson(detail) } : {}),
    };
  }
  for await (const row of pagesOf((after, take) =>
    db.import.findMany({ where: { ownerId: userId, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    const { packId, format, fileName, createdAt, madeAt } = row;
    yield { kind: "import", packId, format, fileName, createdAt: instant(createdAt), madeAt: instant(madeAt) };
  }
  for await (const { packId, reason, state, createdAt } of pagesOf((after, take) =>
    db.bulkChange.findMany({ where: { actorId: userId, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    yield { kind: "bulk change", packId, reason, state, createdAt: instant(createdAt) };
  }
  for (const { packId, name, bytes, addedAt } of await db.mediaFile.findMany({
    where: { addedBy: userId },
    orderBy: [{ packId: "asc" }, { name: "asc" }],
  })) {
    yield { kind: "picture", packId, name, bytes, addedAt: instant(addedAt) };
  }
  for await (const row of pagesOf((after, take) =>
    db.repair.findMany({
      where: { OR: [{ madeById: userId }, { undoneById: userId }], id: { gt: after } },
      orderBy: { id: "asc" },
      take,
    }),
  )) {
    const { questionId, because, madeById, madeAt, undoneAt } = row;
    const made = { madeByYou: madeById === userId, madeAt: instant(madeAt), undoneAt: instant(undoneAt) };
    yield { kind: "repair", questionId, because, ...made };
  }
  for await (const { questionId, answer, answeredAt } of pagesOf((after, take) =>
    db.dispute.findMany({ where: { answeredById: userId, id: { gt: after } }, orderBy: { id: "asc" }, take }),
  )) {
    yield { kind: "answer to a dispute", questionId, answer, answeredAt: instant(answeredAt) };
  }
}
