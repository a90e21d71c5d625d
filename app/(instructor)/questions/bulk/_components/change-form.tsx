import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import type { AddressParams } from "@/lib/core/authoring/bank/bank-query";
import type { BulkVerb } from "@/lib/core/authoring/bulk/bulk-change";
import { type BulkSelection, selectionFields } from "@/lib/core/authoring/bulk/selection";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { BulkPreview } from "@/lib/usecases/bank/bulk";
import { VERB_HINTS } from "./verb-words";

type Options = readonly (readonly [value: string, words: string])[];

/** A choice that must be made: nothing is chosen at first. */
function Choice({ label, name, value, options }: { label: string; name: string; value: unknown; options: Options }) {
  return (
    <Select label={label} name={name} required defaultValue={typeof value === "string" ? value : ""}>
      <option value="">Choose…</option>
      {options.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </Select>
  );
}

const trapOptions = (pack: PackView): Options =>
  [...pack.traps.values()]
    .map(({ id, short }) => [id, short] as const)
    .toSorted(([, one], [, two]) => one.localeCompare(two, "en"));

/** The fields that a change needs, beside the selection. */
function Fields({ verb, params, pack, rows }: Omit<Parameters<typeof ChangeForm>[0], "selection">) {
  switch (verb) {
    case "lesson": {
      const lessons = [...pack.lessons.values()].map(({ id, title }) => [id, `${id} ${title}`] as const);
      return <Choice label="Lesson" name="to" value={params.to} options={lessons} />;
    }
    case "trap": {
      const there = new Set(rows.flatMap(({ traps }) => traps));
      const all = trapOptions(pack);
      const offered = all.filter(([id]) => there.has(id));
      return (
        <>
          <Choice label="Instead of the trap" name="from" value={params.from} options={offered} />
          <Choice label="the trap" name="to" value={params.to} options={all} />
        </>
      );
    }
    case "add-exam":
    case "remove-exam": {
      const exams = pack.info.exams.map(({ id, code }) => [id, code] as const);
      return <Choice label="Exam" name="to" value={params.to} options={exams} />;
    }
    case "difficulty": {
      const levels = ["1", "2", "3", "4", "5"].map((level) => [level, level] as const);
      return <Choice label="Difficulty, 1 easy to 5 hard" name="to" value={params.to} options={levels} />;
    }
    case "counter-cue": {
      const answers: Options = [
        ["yes", "Yes, it is a counter-cue question"],
        ["no", "No, it is none"],
      ];
      return <Choice label="Counter-cue" name="to" value={params.to} options={answers} />;
    }
    case "retire":
    case "restore":
      return null;
  }
}

/** Says a change and asks for its preview; a plain form, so that the preview has an address. */
export function ChangeForm({
  selection,
  verb,
  params,
  pack,
  rows,
}: {
  selection: BulkSelection;
  verb: BulkVerb;
  params: AddressParams;
  pack: PackView;
  rows: NonNullable<BulkPreview["selected"]>["rows"];
}) {
  return (
    <form action="/questions/bulk" className="grid gap-4">
      <p className="max-w-reading text-ink-2">{VERB_HINTS[verb]}</p>
      {[...selectionFields(selection), ["do", verb] as const].map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-wrap items-end gap-3 *:min-w-0 [&>div]:grow [&>div]:basis-64 sm:[&>div]:max-w-96">
        <Fields verb={verb} params={params} pack={pack} rows={rows} />
        <Button type="submit" variant={params.do === undefined ? "primary" : "secondary"}>
          Preview
        </Button>
      </div>
    </form>
  );
}
