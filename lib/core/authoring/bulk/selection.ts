import { z } from "zod";
import {
  type AddressParams,
  addressFields,
  type BankFilter,
  FILTER_FIELDS,
  readBankQuery,
} from "@/lib/core/authoring/bank/bank-query";
import { slugSchema } from "@/lib/core/question/fields";
import { fail, ok, type Result } from "@/lib/core/shared/result";

/** Which questions a bulk change is about: some by id, or all that a filter finds. */
export type BulkSelection = { kind: "ids"; ids: string[] } | { kind: "all"; filter: BankFilter };

const MOST_IDS = 200;
const idsSchema = z.union([slugSchema.transform((id) => [id]), z.array(slugSchema).min(1).max(MOST_IDS)]);

/** Reads a selection from an address. A filter that cannot be read whole is refused: it would select too much. */
export function readSelection(params: AddressParams): Result<BulkSelection, "nothing" | "unreadable"> {
  if (params.all === "yes") {
    const { filter, unreadable } = readBankQuery(params);
    return unreadable.length > 0 ? fail("unreadable") : ok({ kind: "all", filter });
  }
  if (params.id === undefined) return fail("nothing");
  const ids = idsSchema.safeParse(params.id);
  return ids.success ? ok({ kind: "ids", ids: [...new Set(ids.data)] }) : fail("unreadable");
}

/** The fields of an address that say a selection. */
export const selectionFields = (selection: BulkSelection): [string, string][] =>
  selection.kind === "ids"
    ? selection.ids.map((id) => ["id", id])
    : [["all", "yes"], ...addressFields({ filter: selection.filter, sort: "id" })];

/** As `readSelection`, from the text of an address's query, which holds nothing else. */
export function readSelectionText(text: string): Result<BulkSelection, "nothing" | "unreadable"> {
  const params = new URLSearchParams(text);
  const known = new Set<string>(["all", "id", ...FILTER_FIELDS]);
  const names = [...new Set(params.keys())];
  if (names.some((name) => !known.has(name))) return fail("unreadable");
  const fields = names.map((name) => {
    const values = params.getAll(name);
    return [name, values.length > 1 ? values : values[0]] as const;
  });
  return readSelection(Object.fromEntries(fields));
}
