import { download, missing, readRoute } from "@/lib/actions/define-route";
import { siteOrigin } from "@/lib/auth/site-origin";
import { cohortExportSchema, exportCohort } from "@/lib/usecases/cohort/export-cohort";

/** A cohort as a file, for its leads: `?what=roster|gradebook|questions|traps&format=csv|xlsx`, or `?what=xapi`. */
export const GET = readRoute<{ cohortId: string }>(async (context, { cohortId }, request) => {
  const fields = [...new URL(request.url).searchParams];
  const asked = cohortExportSchema.safeParse(Object.fromEntries(fields));
  const isPlain = new Set(fields.map(([name]) => name)).size === fields.length;
  if (!asked.success || !isPlain) return missing("export");
  const file = await exportCohort(context, { cohortId, asked: asked.data, origin: siteOrigin() });
  return file === null ? missing("cohort") : download(file.fileName, file.bytes, file.type);
});
