import { setImmediate as turn } from "node:timers/promises";
import { commonWords, optionWords } from "@/lib/content/lint/question/wording-cues";
import type { LintContext } from "@/lib/content/lint/rule";
import { isChoice } from "@/lib/core/question/is-choice";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { KeptById } from "@/lib/core/shared/kept-by-id";
import { KeptByMark } from "@/lib/core/shared/kept-by-mark";
import type { Reader } from "@/lib/data/database";
import { listMediaNames } from "@/lib/data/media-files";
import { getServedQuestions, listWrittenChoices, markOfChoices } from "@/lib/data/question-versions";
import { toDay } from "@/lib/data/time";

/** So many questions tell the words of a field: those of a larger bank are the same. */
const TELLING = 2_000;
const AT_ONCE = 50;

/** The words of the options of versions, which never change. */
const known = new KeptById<string[][]>(10_000);

/** The words of each option of these versions. */
async function wordsOf(db: Reader, versionIds: readonly string[]): Promise<string[][]> {
  const words = await known.get(versionIds, async (missing) => {
    const served = await getServedQuestions(db, missing);
    return new Map([...served].map(([id, { question }]) => [id, isChoice(question) ? optionWords(question) : []]));
  });
  return [...words.values()].flat();
}

// Asked as somebody types, and the same until a question is published or retired.
const kept = new KeptByMark<ReadonlySet<string>>(20);

const wordsOfField = (db: Reader, packId: string): Promise<ReadonlySet<string>> =>
  kept.get(
    packId,
    () => markOfChoices(db, packId),
    async () => {
      const words: string[][] = [];
      const versionIds = await listWrittenChoices(db, packId, TELLING);
      for (let from = 0; from < versionIds.length; from += AT_ONCE) {
        words.push(...(await wordsOf(db, versionIds.slice(from, from + AT_ONCE))));
        // Others are served in between.
        await turn();
      }
      return commonWords(words);
    },
  );

/** What the rules are asked with for a pack of the database: the day, the pictures that there are, the words of its bank. */
export async function lintContext(db: Reader, packId: string, now: EpochMs): Promise<Required<LintContext>> {
  return {
    today: toDay(now),
    pictures: await listMediaNames(db, packId),
    commonWords: await wordsOfField(db, packId),
  };
}
