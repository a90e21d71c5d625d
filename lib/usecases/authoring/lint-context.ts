import { commonWords } from "@/lib/content/lint/question/wording-cues";
import type { LintContext } from "@/lib/content/lint/rule";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader } from "@/lib/data/database";
import { listMediaNames } from "@/lib/data/media-files";
import { listWrittenChoices, markOfChoices } from "@/lib/data/question-versions";
import { toDay } from "@/lib/data/time";

// Asked as somebody types, and the same until a question is published or retired.
const kept = new Map<string, { mark: string; words: ReadonlySet<string> }>();

async function wordsOfField(db: Reader, packId: string): Promise<ReadonlySet<string>> {
  const mark = await markOfChoices(db, packId);
  const known = kept.get(packId);
  if (known?.mark === mark) return known.words;
  const bank = (await listWrittenChoices(db, packId)).flatMap(({ question }) =>
    question.type === "multiple-choice" || question.type === "multiple-response" ? [question] : [],
  );
  const words = commonWords(bank);
  kept.set(packId, { mark, words });
  return words;
}

/** What the rules are asked with for a pack of the database: the day, the pictures that there are, the words of its bank. */
export async function lintContext(db: Reader, packId: string, now: EpochMs): Promise<Required<LintContext>> {
  return {
    today: toDay(now),
    pictures: await listMediaNames(db, packId),
    commonWords: await wordsOfField(db, packId),
  };
}
