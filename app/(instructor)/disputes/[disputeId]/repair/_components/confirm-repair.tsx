import { ActionForm, FormSubmit, FormTextarea } from "@/components/forms/action-form";
import { lineWords } from "@/components/question/line-text";
import { Card } from "@/components/ui/card";
import { Select, Textarea } from "@/components/ui/field";
import { makeRepairAction } from "@/lib/actions/disputes";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import { type ChangedPart, changedParts } from "@/lib/core/question/ruling/changed-parts";
import type { Ruling } from "@/lib/core/question/ruling/ruling";
import type { Question } from "@/lib/core/question/schema";

const becomes = {
  right: "is right now",
  wrong: "is wrong now",
  elsewhere: "has another place now",
} satisfies Record<ChangedPart["becomes"], string>;

function PartWords({ part, traps }: { part: ChangedPart; traps: readonly { id: string; name: string }[] }) {
  return (
    <fieldset className="grid gap-4 border-t border-line pt-5">
      <legend className="sr-only">{lineWords(part.text)}</legend>
      <p>
        <span className="font-semibold">{lineWords(part.text)}</span> {becomes[part.becomes]}
      </p>
      <input type="hidden" name="part" value={part.id} />
      <Textarea name="why" label="Why, from now on" rows={3} defaultValue={part.why} minLength={10} required />
      {part.becomes === "wrong" ? (
        <Select name="trap" label="The trap that it offers now" defaultValue={PLAIN_ERROR}>
          <option value={PLAIN_ERROR}>None, a plain error</option>
          {traps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      ) : (
        <input type="hidden" name="trap" value="" />
      )}
    </fieldset>
  );
}

/** The last step: what is written from now on of parts that changed sides, why, and the button. */
export function ConfirmRepair({
  disputeId,
  question,
  ruling,
  traps,
  family,
}: {
  disputeId: string;
  question: Question;
  ruling: Ruling;
  traps: readonly { id: string; name: string }[];
  family: string | null;
}) {
  const [key] = ruling.kind === "accept" ? ruling.keys : [];
  const parts =
    ruling.kind === "accept" && ruling.keys.length === 1 && key !== undefined ? changedParts(question, key) : [];
  return (
    <Card as="section" aria-labelledby="confirm">
      <h2 id="confirm" className="mb-4 text-lg">
        Confirm
      </h2>
      <ActionForm action={makeRepairAction} className="grid max-w-reading gap-5">
        <input type="hidden" name="dispute" value={disputeId} />
        <input type="hidden" name="ruling" value={JSON.stringify(ruling)} />
        <FormTextarea
          name="because"
          label="Because"
          hint="Everybody whose result changes reads this, and it answers the open disputes on this version."
          rows={3}
          minLength={10}
          maxLength={500}
          required
        />
        {parts.map((part) => (
          <PartWords key={part.id} part={part} traps={traps} />
        ))}
        {family === null ? null : (
          <p className="text-sm text-ink-2">
            This question is a draw of the family {family}. The repair concerns this draw alone; where the family is
            wrong, its code must be corrected too.
          </p>
        )}
        <div>
          <FormSubmit>Repair and rescore</FormSubmit>
        </div>
      </ActionForm>
    </Card>
  );
}
