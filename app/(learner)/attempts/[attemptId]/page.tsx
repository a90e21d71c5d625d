import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ResultChanges } from "@/app/(learner)/_components/result-change";
import { roomHref } from "@/app/(learner)/_components/room-href";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { remediationOf } from "@/lib/core/attempt/plan";
import { stepAfter } from "@/lib/core/learning/route/step-after";
import { durationInWords } from "@/lib/core/shared/duration";
import { getReport, isReport } from "@/lib/usecases/attempt/get-result";
import { getRouteAfter } from "@/lib/usecases/learning/get-route";
import { LessonBars } from "./_components/lesson-bars";
import { ResultActions } from "./_components/result-actions";
import { resultHeadline } from "./_components/result-headline";
import { resultLead, tellsMore } from "./_components/result-words";
import { RouteSection } from "./_components/route-section";
import { ScoreCard } from "./_components/score-card";
import { TrapFindings } from "./_components/trap-findings";

export const metadata: Metadata = { title: "Result" };

type Params = { params: Promise<{ attemptId: string }> };

export default async function ResultPage({ params }: Params) {
  const { attemptId } = await params;
  const context = await requireContext(`/attempts/${attemptId}`);
  const found = await getReport(context, attemptId);
  if (found === null) notFound();
  if (!isReport(found)) {
    if (found.state === "running") redirect(roomHref(found));
    if (found.state === "finished" && found.reviewAt !== null) {
      return (
        <SiteFrame current="/attempts" width="narrow">
          <EmptyState
            level={1}
            icon="check"
            title="Handed in"
            text={
              <>
                Everything you answered is stored. Result and review of {found.title} open{" "}
                <LocalTime at={found.reviewAt} />.
              </>
            }
            action={
              <ButtonLink href="/due" variant="primary">
                What else is due
              </ButtonLink>
            }
          />
        </SiteFrame>
      );
    }
    return (
      <SiteFrame current="/attempts" width="narrow">
        <EmptyState
          level={1}
          icon="list"
          title="You gave this attempt up"
          text="It has no result. The answers you made are kept in your history, and the questions may come back."
          action={
            <ButtonLink href="/exams" variant="primary">
              Choose an exam
            </ButtonLink>
          }
        />
      </SiteFrame>
    );
  }
  const { attempt, result, usedMs, pilotPlaces } = found;
  const route = await getRouteAfter(context, attempt);
  const step = stepAfter({
    mode: attempt.mode,
    remediation: remediationOf(attempt.plan),
    runningDiagnosis: route.kind === "waits" ? route.attemptId : null,
    route: route.kind === "found" ? route.stops.map(({ symptom }) => symptom) : [],
    taken: found.traps.flatMap(({ id, falls }) => (falls > 0 ? [id] : [])),
    missed: result.scored - result.right,
  });
  const reviewHref = `/attempts/${attempt.id}/review`;
  // What a diagnosis or probes found is no score, and of nothing there is none.
  const isScored = (attempt.mode === "exam" || attempt.mode === "practice") && result.scored > 0;
  return (
    <SiteFrame current="/attempts">
      <PageHeader
        eyebrow={
          <>
            {attempt.title} · <LocalTime at={attempt.startedAt} /> · {durationInWords(usedMs)}
            {attempt.limitMs === null ? "" : ` of ${durationInWords(attempt.limitMs)}`}
            {attempt.finishReason === "deadline" ? (
              <>
                {" "}
                <Badge state="neutral">time was up</Badge>
              </>
            ) : null}
          </>
        }
        title={resultHeadline(found, route)}
        lead={resultLead(found)}
        actions={<ResultActions step={step} reviewHref={reviewHref} />}
      />
      <div className="grid gap-10">
        <ResultChanges revisions={found.revisions} />
        {isScored ? <ScoreCard report={found} /> : null}
        <RouteSection
          route={route}
          primary={step.kind === "route" || step.kind === "running-diagnosis"}
          reviewHref={reviewHref}
          tellsMore={tellsMore(attempt.mode)}
        />
        <TrapFindings traps={found.traps} reviewHref={reviewHref} primary={step.kind === "drill" ? step.trap : null} />
        <LessonBars lessons={found.lessons} />
        {found.droppedPlaces.length === 0 ? null : (
          <p className="max-w-reading text-sm text-ink-2">
            {found.droppedPlaces.length === 1 ? "Question" : "Questions"} {found.droppedPlaces.join(", ")}{" "}
            {found.droppedPlaces.length === 1 ? "was" : "were"} dropped and count for nobody.
          </p>
        )}
        {pilotPlaces.length === 0 ? null : (
          <p className="max-w-reading text-sm text-ink-2">
            {pilotPlaces.length === 1 ? "Question" : "Questions"} {pilotPlaces.join(", ")}{" "}
            {pilotPlaces.length === 1 ? "was" : "were"} unscored, as in the real exam: counted for nobody, and shown in
            the{" "}
            <Link className="link" href={reviewHref}>
              review
            </Link>{" "}
            like the others.
          </p>
        )}
      </div>
    </SiteFrame>
  );
}
