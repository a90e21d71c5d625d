import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { lineWords } from "@/components/question/line-text";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Checkbox } from "@/components/ui/field";
import { undoRepairAction } from "@/lib/actions/disputes";
import type { DisputeCase } from "@/lib/usecases/dispute/get-dispute";

type Repair = DisputeCase["repairs"][number];

const phases = {
  applying: "rescoring is under way",
  applied: "in force",
  undoing: "changing back is under way",
  undone: "undone",
} satisfies Record<Repair["phase"], string>;

function whatOf({ ruling, keys }: Repair): string {
  if (ruling.kind === "drop") return "Dropped: it counts for nobody";
  return `${keys.length === 1 ? "New key" : "All of these are right"}: ${keys.map(lineWords).join(" · ")}`;
}

/** What was ruled about the question, the newest first; what is in force can be undone. */
export function RepairHistory({ repairs, versionId }: { repairs: readonly Repair[]; versionId: string }) {
  if (repairs.length === 0) return null;
  return (
    <Card as="section" aria-labelledby="repairs">
      <CardHeader id="repairs" title="Repairs of this question" />
      <ul className="grid list-none gap-5 p-0">
        {repairs.map((repair) => (
          <li key={repair.id}>
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <span className="font-semibold [overflow-wrap:anywhere]">{whatOf(repair)}</span>
              <Badge state={repair.phase === "applied" ? "right" : "neutral"}>{phases[repair.phase]}</Badge>
              {repair.versionId === versionId ? null : <Badge state="neutral">another version</Badge>}
              <span className="text-sm text-ink-2">
                <LocalTime at={repair.madeAt} />
                {repair.undoneAt === null ? null : (
                  <>
                    , undone <LocalTime at={repair.undoneAt} />
                  </>
                )}
              </span>
            </p>
            <p className="max-w-reading [overflow-wrap:anywhere]">{repair.because}</p>
            <p className="num text-sm text-ink-2">
              {repair.results} {repair.results === 1 ? "result" : "results"} changed;{" "}
              {repair.questionWas === null
                ? "the bank had a newer version, which stays as it is."
                : repair.questionWas.left.state === "published"
                  ? "new forms take the corrected version."
                  : "new forms leave the question out."}
            </p>
            {repair.undoneAt !== null ? null : (
              <Disclosure title="Undo this repair">
                <ActionForm action={undoRepairAction} className="grid gap-3">
                  <input type="hidden" name="repair" value={repair.id} />
                  <Checkbox
                    name="sure"
                    required
                    value="yes"
                    label="Change results, traps and remediations back, and tell those concerned"
                  />
                  <div>
                    <FormSubmit variant="danger">Undo the repair</FormSubmit>
                  </div>
                </ActionForm>
              </Disclosure>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
