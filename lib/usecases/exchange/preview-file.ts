import { type ReadFile, readImport } from "@/lib/content/drafts/read-import";
import { type Context, can } from "@/lib/core/access/viewer";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { lintContext } from "@/lib/usecases/authoring/lint-context";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { countPlan, type FileRefusal, type ImportPreview, unreadWords } from "./import-file";
import { type ImportLine, type ImportWishes, importLines, planReadFile, wishesIn } from "./plan-read-file";

/** What a file would come to, with nothing kept of it. */
export type FilePreview = {
  read: ReadFile;
  lines: ImportLine[];
  counts: ImportPreview["counts"];
  wishes: ImportWishes;
  digest: string;
};

/** Reads a file and says what its import would come to, whole; stores nothing. */
export async function previewFile(
  { viewer, now }: Context,
  file: { name: string; bytes: Uint8Array; format: string | null },
  asked: Partial<ImportWishes>,
): Promise<Result<FilePreview, FileRefusal>> {
  if (!can(viewer, "writeBank")) return fail({ kind: "missing" });
  const read = readImport(file, file.format);
  if (!read.ok) return fail(unreadWords(read.error));
  const { pack } = await getCurrentExam(viewer);
  const { reader } = await database();
  const wishes = wishesIn(pack, asked, viewer.examId ?? "");
  const plan = await planReadFile(reader, read.value.read, { packId: pack.id, fileName: file.name, wishes });
  return ok({
    read: read.value.read,
    lines: importLines(plan.units, pack, await lintContext(reader, pack.id, now)),
    counts: countPlan(plan),
    wishes,
    digest: plan.digest,
  });
}
