import { flagWords } from "@/lib/core/item-analysis/flags/flag-words";
import { renameFlag } from "@/lib/core/item-analysis/flags/flags";
import { pilotWords } from "@/lib/core/item-analysis/flags/pilot";
import { urgency } from "@/lib/core/item-analysis/flags/urgency";
import { type AnswerNames, answerNames, slipNames } from "@/lib/core/item-analysis/judged/answer-names";
import type { ItemFigure } from "@/lib/core/item-analysis/judged/figure";
import { judgeItem } from "@/lib/core/item-analysis/judged/judge-item";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Question } from "@/lib/core/question/schema";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { lockCounting } from "@/lib/data/item-analysis/counting";
import { emptyFigure, findBehind, listStale, packsWithStale, saveFigure } from "@/lib/data/item-analysis/figures";
import { listItemStatistics } from "@/lib/data/item-analysis/statistics";
import { findPackView } from "@/lib/data/packs";
import { getServedQuestions } from "@/lib/data/question-versions";
import { type GiveWay, goOn } from "@/lib/usecases/running/give-way";

const PAGE = 40;

/** How answers to a question, or to the draws of its family, are called. */
export const namesOf = (pack: PackView, question: Question, family: string | null): AnswerNames =>
  family === null ? answerNames(question) : slipNames((trap) => pack.traps.get(trap)?.name ?? trap);

/** What the counts of a question's present answers are kept by. */
const unitOf = ({ family, versionId }: { family: string | null; versionId: string }): string => family ?? versionId;

/** Works the next stale figures of a pack out anew. Returns how many. */
async function refreshPage(packId: string, now: EpochMs): Promise<number> {
  const db = await database();
  return db.transaction(async (tx) => {
    // The lock, so that nothing is counted between the reading and the writing.
    const { generation } = await lockCounting(tx, packId);
    const subjects = await listStale(tx, packId, PAGE);
    const pack = await findPackView(tx, packId);
    const behind = await findBehind(tx, packId, subjects);
    const versionIds = [...behind.values()].flat().map(({ versionId }) => versionId);
    const units = [...behind.values()].flatMap((questions) => questions.slice(0, 1).map(unitOf));
    const rows = await listItemStatistics(tx, generation, units);
    const served = await getServedQuestions(tx, versionIds);
    for (const subject of subjects) {
      const questions = behind.get(subject) ?? [];
      const [first] = questions;
      const question = first === undefined ? undefined : served.get(first.versionId)?.question;
      const windows = first === undefined ? [] : rows.filter(({ unit }) => unit === unitOf(first));
      if (pack === null || first === undefined || question === undefined || windows.length === 0) {
        await emptyFigure(tx, subject, now);
        continue;
      }
      const { family } = first;
      const judged = judgeItem(family === null ? { kind: "question", question } : { kind: "family" }, windows);
      const { nameOf } = namesOf(pack, question, family);
      const figure: ItemFigure = {
        subject,
        lesson: first.lesson,
        n: judged.statistics.n,
        p: judged.statistics.p,
        discrimination: judged.statistics.discrimination,
        rank: urgency(judged.flags),
        flags: judged.flags.flatMap((flag) =>
          flag.kind === "too-few" ? [] : [{ kind: flag.kind, words: flagWords(renameFlag(flag, nameOf)) }],
        ),
        pilot:
          judged.suggestion === null ? null : { kind: judged.suggestion.kind, words: pilotWords(judged.suggestion) },
        questionId: first.id,
      };
      await saveFigure(
        tx,
        figure,
        questions.map(({ id }) => id),
        now,
      );
    }
    return subjects.length;
  });
}

/** Works out anew what changed since the last time. Returns how many questions and families. */
export async function refreshFigures(now: EpochMs, rest: GiveWay = goOn): Promise<number> {
  const db = await database();
  let refreshed = 0;
  for (const packId of await packsWithStale(db.reader)) {
    for (;;) {
      const began = performance.now();
      const page = await refreshPage(packId, now);
      refreshed += page;
      await rest(began);
      if (page < PAGE) break;
    }
  }
  return refreshed;
}
