import { TabsNav } from "@/components/ui/tabs-nav";
import { BULK_VERBS, type BulkVerb } from "@/lib/core/authoring/bulk/bulk-change";
import { type BulkSelection, selectionFields } from "@/lib/core/authoring/bulk/selection";
import { VERB_WORDS } from "./verb-words";

/** What can be done to a selection; each is a link that keeps it. */
export function VerbTabs({ selection, current }: { selection: BulkSelection; current: BulkVerb }) {
  const address = (verb: BulkVerb) =>
    `/questions/bulk?${new URLSearchParams([...selectionFields(selection), ["do", verb]])}`;
  return (
    <TabsNav
      label="What to change"
      className="mb-0"
      current={address(current)}
      items={BULK_VERBS.map((verb) => ({ href: address(verb), label: VERB_WORDS[verb] }))}
    />
  );
}
