import { encodeText, writableText } from "@/lib/content/interchange/decode-text";
import type { Exported, Loss, QuestionDraft } from "@/lib/content/interchange/exchange";
import { guarded, listCell, quoted } from "./cells";
import {
  ALL_COLUMNS,
  type FixedColumn,
  lettersOf,
  optionColumn,
  orderColumn,
  pairColumn,
  promptColumn,
} from "./columns";

type Row = Map<string, string>;

/** Columns that a sheet has even where no question fills them, so that an author finds where things go. */
const ALWAYS: ReadonlySet<string> = new Set<FixedColumn>([
  "id",
  "type",
  "lesson",
  "difficulty",
  "question",
  "ask",
  "key",
]);

/** The letter or number of the part with this id, or the id itself as `id:…` where the row holds no such part. */
function referenceTo(id: string, parts: readonly { id?: string }[], name: (place: number) => string): string {
  const place = parts.findIndex((part) => part.id === id);
  return place === -1 ? `id:${id}` : name(place);
}

const numberOf = (place: number): string => `${place + 1}`;

function rowOf(draft: QuestionDraft): Row {
  const row: Row = new Map();
  const put = (column: string, value: string | number | undefined): void => {
    if (value !== undefined && value !== "") row.set(column, String(value));
  };
  const head = (column: FixedColumn, value: string | number | undefined): void => put(column, value);

  head("id", draft.id);
  head("type", draft.type);
  head("case", draft.inCase?.id);
  head("case title", draft.inCase?.title);
  head("case scenario", draft.inCase?.scenario);
  head("case place", draft.inCase === undefined ? undefined : draft.inCase.index + 1);
  head("lesson", draft.lesson);
  head("exams", listCell(draft.exams));
  head("difficulty", draft.difficulty);
  head("question", draft.stem);
  head("ask", draft.ask);
  head("counter cue", draft.counterCue === undefined ? undefined : draft.counterCue ? "yes" : "no");
  head("cues", listCell(draft.cues));
  head("facts", listCell(draft.facts));
  head("verified on", draft.verifiedOn);
  head("parallel of", draft.parallelOf);
  head("feedback", draft.feedback);

  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      draft.options.forEach((option, place) => {
        put(optionColumn("option", place), option.text);
        put(optionColumn("trap", place), option.trap);
        put(optionColumn("missed trap", place), option.missedTrap);
        put(optionColumn("why", place), option.why);
        put(optionColumn("id", place), option.id);
      });
      head("key", draft.options.flatMap(({ key }, place) => (key ? [lettersOf(place)] : [])).join(" "));
      if (draft.type === "multiple-response") head("choose", draft.choose);
      return row;
    case "ordering": {
      const parts = [...draft.items, ...draft.decoys];
      parts.forEach((part, place) => {
        put(optionColumn("option", place), part.text);
        put(optionColumn("why", place), part.why);
        put(optionColumn("id", place), part.id);
      });
      draft.decoys.forEach((decoy, place) => {
        put(optionColumn("trap", draft.items.length + place), decoy.trap);
      });
      head("key", draft.items.map((_, place) => lettersOf(place)).join(" "));
      draft.wrongOrders.forEach((wrong, place) => {
        put(orderColumn("before", place), referenceTo(wrong.before, parts, lettersOf));
        put(orderColumn("after", place), referenceTo(wrong.after, parts, lettersOf));
        put(orderColumn("trap", place), wrong.trap);
        put(orderColumn("why", place), wrong.why);
      });
      return row;
    }
    case "matching":
      draft.prompts.forEach((prompt, place) => {
        put(promptColumn("prompt", place), prompt.text);
        put(promptColumn("answer", place), referenceTo(prompt.answer, draft.responses, lettersOf));
        put(promptColumn("why prompt", place), prompt.why);
        put(promptColumn("id prompt", place), prompt.id);
      });
      draft.responses.forEach((response, place) => {
        put(optionColumn("option", place), response.text);
        put(optionColumn("id", place), response.id);
      });
      draft.wrongPairs.forEach((wrong, place) => {
        put(pairColumn("prompt", place), referenceTo(wrong.prompt, draft.prompts, numberOf));
        put(pairColumn("response", place), referenceTo(wrong.response, draft.responses, lettersOf));
        put(pairColumn("trap", place), wrong.trap);
        put(pairColumn("why", place), wrong.why);
      });
      return row;
  }
}

/**
 * Questions as one sheet (`columns.ts` says what its columns mean): UTF-8 with a byte order mark, commas, CRLF, so that
 * spreadsheets open it as it is. Nothing is lost but characters that no text file holds, each of which is told.
 */
export function writeCsv(questions: readonly QuestionDraft[]): Exported {
  const losses: Loss[] = [];
  const rows = questions.map(rowOf);
  const used = new Set(rows.flatMap((row) => [...row.keys()]));
  const columns = ALL_COLUMNS.filter((column) => used.has(column) || ALWAYS.has(column));
  const lines = rows.map((row, index) =>
    columns
      .map((column) => {
        const text = row.get(column) ?? "";
        const kept = writableText(text);
        if (kept !== text) {
          losses.push({
            at: { line: index + 2 },
            what: `${column}: characters that no text file can hold were replaced by \uFFFD`,
          });
        }
        return quoted(guarded(kept.trim()));
      })
      .join(","),
  );
  return { bytes: encodeText(`${[columns.join(","), ...lines].join("\r\n")}\r\n`, { bom: true }), losses };
}
