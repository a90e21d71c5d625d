import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { ListedRemediation } from "@/lib/usecases/learning/list-remediations";

/** Which symptoms the viewer works on or has worked on, by the symptom's id. */
export type SymptomMarks = ReadonlyMap<string, "open" | "closed">;

export const marksOf = (remediations: readonly Pick<ListedRemediation, "symptom" | "done">[]): SymptomMarks =>
  new Map(remediations.map(({ symptom, done }) => [symptom.id, done ? "closed" : "open"]));

/** Beside a symptom: whether it is open for the viewer. */
export function SymptomMark({ mark, className }: { mark: "open" | "closed" | undefined; className?: string }) {
  if (mark === undefined) return null;
  return (
    <span className={classNames("block", className)}>
      {mark === "open" ? <Badge state="confirmed">open for you</Badge> : <Badge state="cured">closed for you</Badge>}
    </span>
  );
}
