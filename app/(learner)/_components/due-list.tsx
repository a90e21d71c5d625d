import { ActionButton } from "@/components/forms/action-button";
import { ZonedTime } from "@/components/time/zoned-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardRow } from "@/components/ui/card";
import { beginAssignmentAction } from "@/lib/actions/attempts";
import type { DueWork } from "@/lib/usecases/assignment/due";

/** Where a learner stands, in their words. */
function stateOf({ standing }: DueWork) {
  switch (standing) {
    case "done":
      return <Badge state="answered">done</Badge>;
    case "late":
      return <Badge state="answered">done late</Badge>;
    case "overdue":
      return <Badge state="flagged">overdue</Badge>;
    case "missed":
      return <Badge state="neutral">closed</Badge>;
    case "begun":
      return <Badge state="neutral">begun</Badge>;
    case "to-come":
    case "open":
      return null;
  }
}

function Times({ due: { rules, cohort, standing } }: { due: DueWork }) {
  const zone = cohort.timeZone;
  if (standing === "to-come") {
    return (
      <>
        opens <ZonedTime at={rules.opensAt} zone={zone} named />
      </>
    );
  }
  return (
    <>
      due <ZonedTime at={rules.dueAt} zone={zone} named />
      {rules.closesAt === null || rules.lateness === "strict" ? null : (
        <>
          , closes <ZonedTime at={rules.closesAt} zone={zone} />
        </>
      )}
      {rules.lateness === "strict" ? ", nothing counts after it" : ""}
    </>
  );
}

const attemptsWords = ({ rules, begun }: DueWork): string =>
  rules.attempts === null || rules.attempts === 1
    ? ""
    : ` · attempt ${Math.min(begun + 1, rules.attempts)} of ${rules.attempts}`;

/** What is to be done, each with the one button that begins it or goes on with it. */
export function DueList({ works, first }: { works: readonly DueWork[]; first: boolean }) {
  const next = works.find(({ not, doneAt }) => not === null && doneAt === null);
  return (
    <Card padding="none">
      <ul className="list-none p-0">
        {works.map((due) => {
          const { assignment, cohort, what, not, begun, doneAt } = due;
          const again = not === "attempts" && doneAt === null;
          return (
            <CardRow as="li" key={assignment.id} className="flex flex-wrap items-center gap-x-6 gap-y-2">
              <div className="min-w-0 grow basis-72">
                <p className="flex flex-wrap items-center gap-x-3 font-semibold [overflow-wrap:anywhere]">
                  {assignment.title}
                  {stateOf(due)}
                </p>
                <p className="text-sm text-ink-2 [overflow-wrap:anywhere]">
                  {what} · {cohort.name}
                  {attemptsWords(due)}
                </p>
                <p className="text-sm text-ink-2">
                  <Times due={due} />
                </p>
              </div>
              {not === null || again ? (
                <ActionButton
                  action={beginAssignmentAction}
                  fields={{ assignment: assignment.id }}
                  variant={first && due === next ? "primary" : "secondary"}
                  aria-label={`${begun > 0 && doneAt === null ? "Go on with" : "Begin"} ${assignment.title}`}
                >
                  {doneAt !== null ? "Once more" : begun > 0 ? "Go on" : "Begin"}
                </ActionButton>
              ) : null}
            </CardRow>
          );
        })}
      </ul>
    </Card>
  );
}
