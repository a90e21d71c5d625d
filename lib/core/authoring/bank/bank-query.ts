import { z } from "zod";
import { raisedKindSchema } from "@/lib/core/item-analysis/judged/figure";
import { daySchema, slugSchema } from "@/lib/core/question/fields";
import { KINDS } from "@/lib/core/question/schema";

// What the list of the bank shows is said by its address alone, so that it can be shared, gone back to, and handed on
// to what works on "all that match".

const shape = {
  text: z.string().trim().min(1).max(200),
  lesson: slugSchema,
  /** With its sub-traps. */
  trap: slugSchema,
  type: z.enum(KINDS),
  exam: slugSchema,
  difficulty: z.enum(["1", "2", "3", "4", "5"]),
  /** Published alone where it is not said. */
  state: z.enum(["retired", "all"]),
  /** Verified over a year ago, or since. */
  age: z.enum(["stale", "fresh"]),
  /** Verified on this day or later. */
  since: daySchema,
  draws: z.enum(["only", "without"]),
  counter: z.enum(["only", "without"]),
  /** What item analysis says of it, or of its family. */
  flag: raisedKindSchema,
};
const filterSchema = z.strictObject(shape).partial();

/** Which questions are shown; what is not said does not narrow. */
export type BankFilter = z.infer<typeof filterSchema>;
const fieldSchema = filterSchema.keyof();
export type FilterField = z.infer<typeof fieldSchema>;
export const FILTER_FIELDS: readonly FilterField[] = fieldSchema.options;

/** By id; by the day of verification, the oldest or newest first; by difficulty, the easiest or hardest first. */
const sortSchema = z.enum(["id", "verified", "-verified", "difficulty", "-difficulty"]);
export type BankSort = z.infer<typeof sortSchema>;

/** The place of a question in a sorted list: what it is sorted by, and its id. */
const cursorSchema = z
  .string()
  .max(120)
  .transform((text, context) => {
    const [, key, id] = /^(?:([^~]+)~)?([a-z0-9][a-z0-9.-]*)$/.exec(text) ?? [];
    if (id !== undefined) return { key: key ?? null, id };
    context.addIssue("is no place in the list");
    return z.NEVER;
  });
export type BankCursor = z.infer<typeof cursorSchema>;

export type BankQuery = {
  filter: BankFilter;
  sort: BankSort;
  /** The page begins after this place, or ends before it; neither: the first page. */
  after: BankCursor | null;
  before: BankCursor | null;
};

export type AddressParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Whether a cursor was made by a list in this order. */
function belongs(cursor: BankCursor, sort: BankSort): boolean {
  switch (sort) {
    case "id":
      return cursor.key === null;
    case "verified":
    case "-verified":
      return daySchema.or(z.literal("0")).safeParse(cursor.key).success;
    case "difficulty":
    case "-difficulty":
      return shape.difficulty.safeParse(cursor.key).success;
  }
}

/**
 * Reads an address. What is empty does not narrow; what cannot be read is left out and named, so that whoever changes
 * "all that match" can refuse instead of changing more than was meant.
 */
export function readBankQuery(params: AddressParams): BankQuery & { unreadable: string[] } {
  const unreadable: string[] = [];
  const read = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    const value = params[name];
    if (value === undefined || value === "") return undefined;
    const parsed = schema.safeParse(value);
    if (!parsed.success) unreadable.push(name);
    return parsed.success ? parsed.data : undefined;
  };
  const filter: BankFilter = filterSchema.parse(
    Object.fromEntries(
      FILTER_FIELDS.flatMap((name) => {
        const value = params[name] === "published" && name === "state" ? undefined : read(name, shape[name]);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  );
  const sort = read("sort", sortSchema) ?? "id";
  const cursor = (name: "after" | "before"): BankCursor | null => {
    const found = read(name, cursorSchema);
    if (found === undefined) return null;
    if (belongs(found, sort)) return found;
    unreadable.push(name);
    return null;
  };
  const after = cursor("after");
  return { filter, sort, after, before: after === null ? cursor("before") : null, unreadable };
}

/** The place of a row in a list of this order, as an address says it. */
export function cursorOf(row: { id: string; verifiedOn: string; difficulty: number }, sort: BankSort): string {
  switch (sort) {
    case "id":
      return row.id;
    case "verified":
    case "-verified":
      return `${row.verifiedOn || "0"}~${row.id}`;
    case "difficulty":
    case "-difficulty":
      return `${row.difficulty}~${row.id}`;
  }
}

/** The fields of an address that say a filter and an order, without a place. */
export const addressFields = ({ filter, sort }: Pick<BankQuery, "filter" | "sort">): [string, string][] => [
  ...FILTER_FIELDS.flatMap((name): [string, string][] => {
    const value = filter[name];
    return value === undefined ? [] : [[name, value]];
  }),
  ...(sort === "id" ? [] : [["sort", sort] satisfies [string, string]]),
];

/** The address of the list with this filter and order, at a place or at its beginning. */
export function bankAddress(
  query: Pick<BankQuery, "filter" | "sort">,
  place: { after?: string; before?: string } = {},
): string {
  const params = new URLSearchParams([...addressFields(query), ...Object.entries(place)]).toString();
  return params === "" ? "/questions" : `/questions?${params}`;
}

/** The filter without one of its fields. */
export const without = (filter: BankFilter, field: FilterField): BankFilter =>
  filterSchema.parse(Object.fromEntries(Object.entries(filter).filter(([name]) => name !== field)));
