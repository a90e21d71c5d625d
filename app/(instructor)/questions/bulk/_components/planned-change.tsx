import Link from "next/link";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { startBulkAction } from "@/lib/actions/bank";
import { changeInWords } from "@/lib/core/authoring/bulk/bulk-change";
import { refusalInWords } from "@/lib/core/authoring/bulk/refusal";
import { type BulkSelection, selectionFields } from "@/lib/core/authoring/bulk/selection";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { BulkPreview } from "@/lib/usecases/bank/bulk";

const SHOWN = 50;
type Planned = NonNullable<BulkPreview["planned"]>;

const many = (count: number): string => `${count} ${count === 1 ? "question" : "questions"}`;

/** A list of questions that is folded away when it is long. */
function Ids({ ids }: { ids: readonly string[] }) {
  return (
    <ul className="grid list-none gap-1 p-0 text-sm">
      {ids.slice(0, SHOWN).map((id) => (
        <li key={id} className="[overflow-wrap:anywhere]">
          <Link className="link" href={`/questions/${id}`}>
            {id}
          </Link>
        </li>
      ))}
      {ids.length > SHOWN ? <li className="text-ink-2">and {ids.length - SHOWN} more</li> : null}
    </ul>
  );
}

/** The refused by their reason, the commonest first. */
function byReason(refused: Planned["refused"]): [reason: string, ids: string[]][] {
  const reasons = new Map<string, string[]>();
  for (const { row, refusal } of refused) {
    const words = refusalInWords(refusal);
    reasons.set(words, [...(reasons.get(words) ?? []), row.id]);
  }
  return [...reasons].toSorted(([, one], [, two]) => two.length - one.length);
}

/** What a change would do, what it would leave, and the form that makes it. */
export function PlannedChange({
  planned,
  selection,
  pack,
}: {
  planned: Planned;
  selection: BulkSelection;
  pack: PackView;
}) {
  const { change, targets, refused, warnings, seen } = planned;
  const words = changeInWords(change, pack);
  return (
    <Card as="section" aria-labelledby="preview">
      <CardHeader id="preview" title="Preview" note={words} />
      <div className="grid gap-4">
        {targets.length === 0 ? (
          <Notice tone="info" role="note" title="Nothing would change">
            Every question of the selection is left as it is, for the reasons below.
          </Notice>
        ) : (
          <Disclosure title={`${many(targets.length)} will change: ${words}`} open={targets.length <= 10}>
            <Ids ids={targets.map(({ row }) => row.id)} />
          </Disclosure>
        )}
        {refused.length === 0 ? null : (
          <div>
            <p className="font-[550]">
              {many(refused.length)} will stay as {refused.length === 1 ? "it is" : "they are"}
            </p>
            {byReason(refused).map(([reason, ids]) => (
              <Disclosure key={reason} title={<span className="font-normal">{reason}</span>} aside={ids.length}>
                <Ids ids={ids} />
              </Disclosure>
            ))}
          </div>
        )}
        {warnings.length === 0 ? null : (
          <Notice tone="warning" role="note" title="An exam would run short">
            <ul className="grid gap-1">
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Notice>
        )}
        {targets.length === 0 ? null : (
          <ActionForm action={startBulkAction} className="grid gap-4 border-t border-line pt-4">
            <input type="hidden" name="selection" value={new URLSearchParams(selectionFields(selection)).toString()} />
            {Object.entries(change).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <input type="hidden" name="seen" value={seen} />
            <div className="max-w-reading">
              <FormInput
                label="Why"
                name="reason"
                required
                minLength={3}
                maxLength={400}
                hint="Stands in the history of each question, with your name."
              />
            </div>
            <div>
              <FormSubmit pendingLabel="Changing…">Change {many(targets.length)}</FormSubmit>
            </div>
          </ActionForm>
        )}
      </div>
    </Card>
  );
}
