"use client";

import { Dialog } from "@/components/ui/dialog";
import type { ItemMark } from "./item-status";
import { LeaveLink } from "./leave-link";
import { GridLegend, QuestionGrid } from "./navigator";

type NavigatorDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  marks: readonly ItemMark[];
  currentId: string | null;
  onGo: (itemId: string) => void;
  exitHref: string;
  timed: boolean;
};

/** The navigator as a sheet, for screens that have no room for it at the side. */
export function NavigatorDialog({ open, onOpenChange, marks, currentId, onGo, exitHref, timed }: NavigatorDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Questions">
      <div className="grid gap-5">
        <QuestionGrid marks={marks} currentId={currentId} onGo={onGo} />
        <GridLegend marks={marks} />
        <LeaveLink href={exitHref} timed={timed} />
      </div>
    </Dialog>
  );
}
