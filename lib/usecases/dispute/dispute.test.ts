import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { onBothEngines } from "@/lib/data/testing/engines";
import { getReview } from "@/lib/usecases/attempt/get-review";
import { listOwnNotices, readNotices } from "@/lib/usecases/notice/notices";
import { sitExam } from "@/lib/usecases/testing/learning";
import { newJudge } from "@/lib/usecases/testing/repairs";
import {
  at,
  formOf,
  got,
  load,
  newSitting,
  newViewer,
  START_MS,
  startedExam,
  there,
} from "@/lib/usecases/testing/scene";
import { answerDispute } from "./answer-dispute";
import { DISPUTES_A_DAY, fileDispute } from "./file-dispute";
import { getDispute } from "./get-dispute";
import { countOpenDisputes, listDisputes } from "./list-disputes";

const REASON = "The guide says to boil.";

onBothEngines("disputes", () => {
  let judge: Viewer;
  beforeAll(async () => {
    await load();
    judge = await newJudge();
  });
  async function sat() {
    const viewer = await newViewer();
    const attemptId = await sitExam(at(viewer), () => true);
    return { viewer, attemptId, form: await formOf(attemptId) };
  }
  const refusal = async (viewer: Viewer, itemId: string, now = START_MS + 1) => {
    const filed = await fileDispute(at(viewer, now), { itemId, reason: REASON });
    return filed.ok ? null : filed.error;
  };

  test("is filed once, answered, and told", async () => {
    const { viewer, attemptId, form } = await sat();
    const item = there(form[0]);
    const { disputeId } = got(await fileDispute(at(viewer, START_MS + 1), { itemId: item.id, reason: REASON }));
    expect(await refusal(viewer, item.id)).toBe("open");
    const listed = there(await listDisputes(at(judge), "open"));
    expect(listed.rows.find(({ id }) => id === disputeId)).toMatchObject({ reason: REASON });
    expect(await countOpenDisputes(judge)).toBe(listed.open);
    // Nothing that judges read names who filed it.
    const judged = JSON.stringify([listed, await getDispute(at(judge), disputeId)]);
    for (const secret of [viewer.userId, attemptId, viewer.email ?? ""]) expect(judged).not.toContain(secret);
    got(await answerDispute(at(judge, START_MS + 2), { disputeId, answer: "It says so of black leaves." }));
    expect(await answerDispute(at(judge), { disputeId, answer: "Once more." })).toEqual({
      ok: false,
      error: "answered",
    });
    const review = there(await getReview(at(viewer, START_MS + 3), attemptId, "all"));
    expect(review.items[0]?.dispute).toMatchObject({ reason: REASON, answer: "It says so of black leaves." });
    const unread = await listOwnNotices(at(viewer), { take: 9, unreadOnly: true });
    expect(unread).toMatchObject([
      {
        notice: { kind: "dispute-answered", place: 1, answer: "It says so of black leaves." },
        attempts: [{ id: attemptId }],
      },
    ]);
    await readNotices(at(viewer, START_MS + 4));
    expect(await listOwnNotices(at(viewer), { take: 9, unreadOnly: true })).toEqual([]);
    // Answered, it may be disputed again.
    expect(await refusal(viewer, item.id)).toBeNull();
  });

  test("twice at once is one", async () => {
    const { viewer, form } = await sat();
    const both = await Promise.all([1, 2].map(() => refusal(viewer, there(form[1]).id)));
    expect(both.sort()).toEqual([null, "open"].sort());
  });

  test("no more than ten in a day", async () => {
    const { viewer, form } = await sat();
    const more = await formOf(await sitExam(at(viewer, START_MS + 5), () => true, "quick"));
    const versions = new Map([...form, ...more].map((item) => [item.versionId, item.id]));
    const tries = [];
    for (const itemId of versions.values()) tries.push(await refusal(viewer, itemId));
    expect(tries.slice(0, DISPUTES_A_DAY).every((one) => one === null)).toBe(true);
    expect(tries.slice(DISPUTES_A_DAY).every((one) => one === "enough")).toBe(true);
    const [again] = [...versions.values()].slice(DISPUTES_A_DAY);
    if (again !== undefined) expect(await refusal(viewer, again, START_MS + 2 * DAY_MS)).toBeNull();
  });

  test("not of an exam that runs, nor of a question that stands in one, nor by a guest", async () => {
    const { viewer, item } = await newSitting();
    expect(await refusal(viewer, item.id)).toBe("missing");
    const { viewer: other, form } = await sat();
    const running = new Set(
      (await formOf(await startedExam(at(other, START_MS + 9), "full"))).map((one) => one.questionId),
    );
    const kept = form.find(({ questionId }) => running.has(questionId));
    if (kept !== undefined) expect(await refusal(other, kept.id, START_MS + 9)).toBe("missing");
    const { viewer: guest, form: own } = await sat();
    expect(await refusal({ ...guest, isGuest: true }, there(own[0]).id)).toBe("guest");
  });

  test("answers are counted by option, with each option of a choice", async () => {
    const { viewer, form } = await sat();
    const item = there(form.find(({ question }) => question.type === "multiple-choice"));
    const { disputeId } = got(await fileDispute(at(viewer, START_MS + 1), { itemId: item.id, reason: REASON }));
    const { counts } = there(await getDispute(at(judge), disputeId));
    expect(counts.given).toHaveLength(4);
    expect(counts.given.reduce((sum, { count }) => sum + count, 0)).toBe(counts.answers);
    expect(counts.given[0]?.right).toBe(false);
    expect(counts.given.filter(({ right }) => right)).toHaveLength(1);
  });
});
