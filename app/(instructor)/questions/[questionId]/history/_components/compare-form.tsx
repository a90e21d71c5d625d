import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";

type CompareFormProps = { versions: readonly number[]; from: number; to: number };

/** Chooses any two versions to compare; a form that needs no scripts. */
export function CompareForm({ versions, from, to }: CompareFormProps) {
  if (versions.length < 3) return null;
  const options = versions.map((version) => (
    <option key={version} value={version}>
      Version {version}
    </option>
  ));
  return (
    <form className="flex flex-wrap items-end gap-3">
      <Select name="from" label="From" defaultValue={from}>
        {options}
      </Select>
      <Select name="to" label="To" defaultValue={to}>
        {options}
      </Select>
      <Button type="submit">Compare</Button>
    </form>
  );
}
