import { ActionButton } from "@/components/forms/action-button";
import { Card, CardHeader } from "@/components/ui/card";
import { joinCourseAction } from "@/lib/actions/lti";
import { SIGHT } from "@/lib/core/cohort/sight";

function Points({ points }: { points: readonly string[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-5 text-ink-2">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}

/** What leads see of who joins, and the button. */
export function JoinCard({ linkId, cohort }: { linkId: string; cohort: string }) {
  return (
    <Card as="section" aria-labelledby="join" className="grid gap-6">
      <CardHeader id="join" title={`Join “${cohort}”?`} note="Your course has a cohort here; joining it is up to you" />
      <div className="grid gap-2">
        <h3>Its leads will see</h3>
        <Points points={SIGHT.seen} />
      </div>
      <div className="grid gap-2">
        <h3>They will not see</h3>
        <Points points={SIGHT.unseen} />
      </div>
      <p className="max-w-reading text-ink-2">You can leave at any time, in your account. Your work stays yours.</p>
      <ActionButton action={joinCourseAction} fields={{ link: linkId }} size="lg">
        Join this cohort
      </ActionButton>
    </Card>
  );
}
