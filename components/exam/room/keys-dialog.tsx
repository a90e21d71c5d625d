"use client";

import { Dialog } from "@/components/ui/dialog";
import { Checkbox } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { setPreference, usePreferences } from "./preferences";
import type { KeyRow } from "./shortcuts";

type KeysDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; keyRows: readonly KeyRow[] };

/** The keys of the room, and the switch that turns them off (WCAG 2.1.4). */
export function KeysDialog({ open, onOpenChange, keyRows }: KeysDialogProps) {
  const { shortcutsOff } = usePreferences();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      description="They work wherever you are in the room, but not in lists and dialogs."
    >
      <Checkbox
        label="Use single keys as shortcuts"
        hint="Switch them off if you dictate, or press keys by accident. Tab, arrows and space always work."
        checked={!shortcutsOff}
        onChange={(event) => setPreference("shortcutsOff", !event.target.checked)}
      />
      <dl className="mt-4 grid gap-2.5 border-t border-line pt-4">
        {keyRows.map(({ keys, does }) => (
          <div key={does} className="flex items-start gap-4">
            <dt className="flex w-28 shrink-0 flex-wrap gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
