import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { roomHref } from "@/app/(learner)/_components/room-href";
import { ScoreBand } from "@/components/charts/score-band";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { durationInWords } from "@/lib/core/shared/duration";
import { getReport, isReport } from "@/lib/usecases/attempt/get-result";
import { LessonBars } from "./_components/lesson-bars";
import { resultHeadline } from "./_components/result-headline";
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
  const { attempt, result, exam, usedMs, pilotPlaces } = found;
  const reviewHref = `/attempts/${attempt.id}/review`;
  const first = found.traps.find((trap) => trap.falls > 0);
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
        title={resultHeadline(result, found.traps)}
        actions={
          <ButtonLink href={reviewHref} variant={first === undefined ? "primary" : "secondary"}>
            Review the questions
          </ButtonLink>
        }
      />
      <div className="grid gap-10">
        {result.band === null || exam === null ? (
          <Card>
            <p className="num text-4xl font-bold tracking-[-0.03em]">
              {result.right} of {result.scored}
            </p>
            <p className="mt-1 text-sm text-ink-2">
              right{result.unanswered === 0 ? "" : `; ${result.unanswered} not answered`}
            </p>
          </Card>
        ) : (
          <Card>
            <ScoreBand
              label="Likely score"
              min={exam.scale.min}
              max={exam.scale.max}
              pass={exam.scale.pass}
              low={result.band.low}
              high={result.band.high}
              note={
                <>
                  likely range ({"80\u00a0%"}) on the {exam.scale.min}–{exam.scale.max} scale.
                  <br />
                  {result.right} of {result.scored} scored right
                  {result.unanswered === 0 ? "" : `, ${result.unanswered} not answered`}.
                </>
              }
            />
            <p className="mt-4 text-sm text-ink-2">{exam.conversionNote}</p>
          </Card>
        )}
        <TrapFindings traps={found.traps} reviewHref={reviewHref} />
        <LessonBars lessons={found.lessons} />
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
