import { download, missing, readRoute } from "@/lib/actions/define-route";
import { siteOrigin } from "@/lib/auth/site-origin";
import { COHORT_EXPORTS, exportCohort } from "@/lib/usecases/cohort/export-cohort";

/** A cohort as a file, for its leads: `?what=roster|gradebook|questions|traps|xapi`. */
export const GET = readRoute<{ cohortId: string }>(async (context, { cohortId }, request) => {
  const asked = new URL(request.url).searchParams.get("what");
  const what = COHORT_EXPORTS.find((one) => one === asked);
  const file = what === undefined ? null : await exportCohort(context, { cohortId, what, origin: siteOrigin() });
  return file === null ? missing("cohort") : download(file.fileName, new TextEncoder().encode(file.text));
});
