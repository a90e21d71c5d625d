import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import {
  BackupError,
  FORMAT,
  type Foot,
  fileSchema,
  footSchema,
  type Head,
  headSchema,
  rowSchema,
  tableSchema,
} from "./backup-format";
import { lineOf, PAGE_ROWS, type Row, Summing, type TableShape, type TableSum } from "./table-shape";

/** What a backup tells, in its order. Rows belong to the table that was told last; its foot comes last, and fits. */
export type Told =
  | { kind: "head"; head: Head }
  | { kind: "table"; table: TableShape }
  | { kind: "rows"; rows: Row[] }
  | { kind: "file"; name: string; data: Buffer }
  | { kind: "foot"; foot: Foot };

/** Lines end with a line feed and nothing else: text in a row may hold any other separator. */
async function* linesOf(file: string): AsyncGenerator<unknown> {
  const source = createReadStream(file);
  const unzipped = createGunzip();
  source.on("error", (error) => unzipped.destroy(error));
  source.pipe(unzipped).setEncoding("utf8");
  let rest = "";
  for await (const piece of unzipped) {
    const lines = `${rest}${String(piece)}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
}

const sorted = (sums: Iterable<[string, unknown]>): string =>
  JSON.stringify([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));

function checkFoot(foot: Foot, sums: ReadonlyMap<string, TableSum>, files: ReadonlyMap<string, string>): void {
  if (sorted(sums) !== sorted(Object.entries(foot.tables)) || sorted(files) !== sorted(Object.entries(foot.files))) {
    throw new BackupError("the backup is damaged: its sums do not fit what it holds");
  }
}

async function* tell(file: string): AsyncGenerator<Told> {
  const sums = new Map<string, TableSum>();
  const files = new Map<string, string>();
  let table: { shape: TableShape; summing: Summing } | undefined;
  let rows: Row[] = [];
  let begun = false;
  let ended = false;
  const endTable = (): void => {
    if (table !== undefined) sums.set(table.shape.name, table.summing.sum());
    table = undefined;
  };
  for await (const value of linesOf(file)) {
    if (ended) throw new BackupError("the backup is damaged: something stands behind its end");
    if (!begun) {
      const head = headSchema.safeParse(value);
      if (!head.success) throw new BackupError("this file is no backup");
      if (head.data.format !== FORMAT)
        throw new BackupError(`the backup is of format ${head.data.format}, which is unknown`);
      begun = true;
      yield { kind: "head", head: head.data };
    } else if (Array.isArray(value)) {
      const row = rowSchema.parse(value);
      if (row.length !== table?.shape.columns.length)
        throw new BackupError("the backup is damaged: a row has no table");
      table.summing.add(lineOf(row));
      rows.push(row);
      if (rows.length < PAGE_ROWS) continue;
      yield { kind: "rows", rows };
      rows = [];
    } else {
      if (rows.length > 0) yield { kind: "rows", rows };
      rows = [];
      endTable();
      const shape = tableSchema.safeParse(value);
      const data = fileSchema.safeParse(value);
      if (shape.success) {
        const { table: name, columns, key } = shape.data;
        table = { shape: { name, columns, key }, summing: new Summing() };
        yield { kind: "table", table: table.shape };
      } else if (data.success) {
        const bytes = Buffer.from(data.data.base64, "base64");
        files.set(data.data.file, createHash("sha256").update(bytes).digest("hex"));
        yield { kind: "file", name: data.data.file, data: bytes };
      } else {
        const foot = footSchema.parse(value);
        checkFoot(foot, sums, files);
        ended = true;
        yield { kind: "foot", foot };
      }
    }
  }
  if (!ended) throw new BackupError("the backup is not whole: it has no end");
}

/**
 * Reads a backup from its beginning to its end.
 *
 * @throws BackupError when it is none, is damaged or is not whole: only who has read it to its end knows.
 */
export async function* readBackup(file: string): AsyncGenerator<Told> {
  try {
    yield* tell(file);
  } catch (error) {
    if (error instanceof BackupError) throw error;
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new BackupError(`there is no ${file}`);
    const reason = error instanceof Error ? error.message : "unreadable";
    throw new BackupError(`the backup is damaged: ${reason.split("\n")[0]}`, { cause: error });
  }
}

/** Reads all of a backup without keeping it: its head and its foot, which fits what it holds. */
export async function checkBackup(file: string): Promise<{ head: Head; foot: Foot }> {
  let head: Head | undefined;
  let foot: Foot | undefined;
  for await (const told of readBackup(file)) {
    if (told.kind === "head") head = told.head;
    if (told.kind === "foot") foot = told.foot;
  }
  if (head === undefined || foot === undefined) throw new BackupError("this file is no backup");
  return { head, foot };
}
