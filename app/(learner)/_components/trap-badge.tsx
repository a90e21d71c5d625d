import { Badge } from "@/components/ui/badge";
import type { TrapStateKind } from "@/lib/core/learning/remediation/state";

/** The state of a trap in a remediation, with its name where one is given. */
export function TrapBadge({ kind, name }: { kind: TrapStateKind; name?: string }) {
  const named = (word: string): string => (name === undefined ? word : `${name}: ${word}`);
  return kind === "cleared" ? (
    <Badge state="neutral" className="max-w-full whitespace-normal">
      {named("not confirmed")}
    </Badge>
  ) : (
    <Badge state={kind} className="max-w-full whitespace-normal">
      {named(kind)}
    </Badge>
  );
}
