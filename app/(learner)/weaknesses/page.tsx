import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { NextTodayCard } from "@/app/(learner)/_components/next-today-card";
import { PageHeader } from "@/components/ui/page-header";
import { Prepared } from "@/components/ui/prepared";
import { requireContext } from "@/lib/auth/viewer";
import { getExamDay } from "@/lib/usecases/learning/exam-day";
import { getWeaknesses } from "@/lib/usecases/learning/get-weaknesses";
import { ChecklistCard } from "./_components/checklist-card";
import { ExamDaySection } from "./_components/exam-day-section";
import { Habits } from "./_components/habits";
import { LessonStandings } from "./_components/lesson-standings";
import { Newcomer } from "./_components/newcomer";
import { PageContents } from "./_components/page-contents";
import { RouteList } from "./_components/route-list";
import { ReadinessCard, ReviewsCard } from "./_components/standing-cards";
import { TrapSection } from "./_components/trap-section";
import { TrendSection } from "./_components/trend-section";
import { weaknessHeadline } from "./_components/weakness-headline";

export const metadata: Metadata = { title: "Weaknesses" };

export default async function WeaknessesPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const context = await requireContext("/weaknesses");
  const { trap, lesson } = await searchParams;
  const seen = await getWeaknesses(context);
  const day = await getExamDay(context, seen);
  const { title, lead } = weaknessHeadline(seen);
  const wish = {
    trap: seen.traps.find(({ id }) => id === trap)?.id ?? null,
    lesson: seen.lessons.find(({ id }) => id === lesson)?.id ?? null,
  };
  return (
    <SiteFrame current="/weaknesses">
      <PageHeader eyebrow={seen.exam.name} title={title} lead={lead} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
        <NextTodayCard next={seen.next} answered={seen.answered} />
        {seen.answered === 0 ? null : (
          <Prepared>
            <PageContents />
          </Prepared>
        )}
        <RouteList route={seen.route} underWay={seen.underWay} pack={seen.pack} />
        {seen.answered === 0 ? (
          <Newcomer />
        ) : (
          <>
            <Prepared>
              <div className="grid items-stretch gap-4 lg:grid-cols-3">
                <ReadinessCard readiness={seen.readiness} exam={seen.exam} />
                <ReviewsCard due={seen.due} pack={seen.pack} />
              </div>
            </Prepared>
            <TrapSection seen={seen} wish={wish} now={context.now} />
            <Prepared>
              <LessonStandings lessons={seen.lessons} />
              <TrendSection weeks={seen.weeks} medianSeconds={seen.medianSeconds} />
              <Habits seen={seen} />
              <ChecklistCard points={seen.checklist} />
            </Prepared>
          </>
        )}
        <ExamDaySection day={day} seen={seen} />
      </div>
    </SiteFrame>
  );
}
