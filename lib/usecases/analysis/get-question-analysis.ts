import { type Context, can } from "@/lib/core/access/viewer";
import { windowStart } from "@/lib/core/item-analysis/counts/windows";
import { flagWords } from "@/lib/core/item-analysis/flags/flag-words";
import { type ItemFlag, renameFlag } from "@/lib/core/item-analysis/flags/flags";
import { pilotWords } from "@/lib/core/item-analysis/flags/pilot";
import type { AnswerNames } from "@/lib/core/item-analysis/judged/answer-names";
import { type JudgedItem, judgeItem } from "@/lib/core/item-analysis/judged/judge-item";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { findCounting } from "@/lib/data/item-analysis/counting";
import { findBehind } from "@/lib/data/item-analysis/figures";
import { countByVersion, listItemStatistics } from "@/lib/data/item-analysis/statistics";
import { findPackView } from "@/lib/data/packs";
import { findVersionNumbers, getServedQuestions } from "@/lib/data/question-versions";
import { findQuestionRecord } from "@/lib/data/questions";
import { namesOf } from "./refresh-figures";

export type QuestionAnalysis = {
  id: string;
  version: number;
  state: string;
  /** Where the question is a draw: its family, for which it counts, and how many draws that has. */
  family: { id: string; draws: number } | null;
  judged: Omit<JudgedItem, "flags" | "suggestion" | "windows">;
  names: AnswerNames;
  /** The names of the traps that its options admit. */
  traps: ReadonlyMap<string, string>;
  flags: readonly { kind: ItemFlag["kind"]; words: string }[];
  pilot: { kind: "wait" | "score" | "repair"; words: string } | null;
  windows: readonly { start: EpochMs; n: number; right: number; meanRest: number | null }[];
  /** Answers to versions that are not the published one, the newest first. */
  earlier: readonly { version: number; n: number; right: number }[];
};

/** What the answers of ended exams say about a question, for those who may read the bank; null for everybody else. */
export async function findQuestionAnalysis({ viewer }: Context, id: string): Promise<QuestionAnalysis | null> {
  if (!can(viewer, "readBank")) return null;
  const { reader } = await database();
  const record = await findQuestionRecord(reader, id);
  if (record === null) return null;
  const { packId, versionId, version, state } = record;
  const pack = await findPackView(reader, packId);
  const served = (await getServedQuestions(reader, [versionId])).get(versionId);
  if (pack === null || served === undefined) return null;
  const { question, family } = served;
  const generation = (await findCounting(reader, packId))?.generation ?? 0;
  const draws = family === null ? [] : ((await findBehind(reader, packId, [family])).get(family) ?? []);
  const windows = await listItemStatistics(reader, generation, [family ?? versionId]);
  const {
    flags,
    suggestion,
    windows: sides,
    ...judged
  } = judgeItem(family === null ? { kind: "question", question } : { kind: "family" }, windows);
  const names = namesOf(pack, question, family);
  const others =
    family !== null
      ? []
      : (await countByVersion(reader, generation, id)).filter((counted) => counted.versionId !== versionId);
  const numbers = await findVersionNumbers(
    reader,
    others.map((counted) => counted.versionId),
  );
  return {
    ...{ id, version, state, names },
    family: family === null ? null : { id: family, draws: draws.length },
    judged,
    traps: new Map(judged.statistics.traps.map(({ trap }) => [trap, pack.traps.get(trap)?.name ?? trap])),
    flags: flags.map((flag) => ({ kind: flag.kind, words: flagWords(renameFlag(flag, names.nameOf)) })),
    pilot: suggestion === null ? null : { kind: suggestion.kind, words: pilotWords(suggestion) },
    windows: sides.map(({ window, ...side }) => ({ start: windowStart(window), ...side })),
    earlier: others
      .map((counted) => ({ version: numbers.get(counted.versionId) ?? 0, n: counted.n, right: counted.right }))
      .sort((a, b) => b.version - a.version),
  };
}
