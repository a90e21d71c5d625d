import { RichTextView } from "@/components/question/rich-text-view";
import { Badge } from "@/components/ui/badge";
import type { Reason } from "@/lib/core/attempt/room";

/** Why something is right or wrong. */
export function Why({ reason }: { reason: Reason | undefined }) {
  if (reason === undefined) return null;
  return (
    <div className="why">
      <RichTextView text={reason.why} />
    </div>
  );
}

/** The trap that an option, a pair or an order offers. */
export function TrapBadge({ trap }: { trap: Reason["trap"] }) {
  if (trap === null) return null;
  return (
    <Badge state="trap" className="badge-long">
      Trap: {trap.name}
    </Badge>
  );
}
