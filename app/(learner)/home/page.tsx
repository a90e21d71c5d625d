import type { Metadata } from "next";
import Link from "next/link";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { AttemptList } from "@/app/(learner)/_components/attempt-list";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { formSize } from "@/lib/core/exam/blueprint";
import { listHistory } from "@/lib/usecases/attempt/list-history";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const context = await requireContext("/home");
  const { registered } = await searchParams;
  const { pack, exam } = await getCurrentExam(context.viewer);
  const { entries } = await listHistory(context, { before: null, take: 5 });
  const running = entries.find(({ attempt }) => attempt.state === "running" && attempt.mode === "exam");
  const [blueprint] = exam.blueprints;
  const symptoms = pack.chapters.flatMap((chapter) => chapter.symptoms);
  const { viewer } = context;
  return (
    <SiteFrame current="/home">
      <PageHeader eyebrow={exam.name} title={viewer.isGuest ? "Welcome" : `Hello, ${viewer.name}`} />
      <div className="grid gap-8">
        {registered === undefined ? null : (
          <Notice tone="success" title="You are registered.">
            Everything you did as a guest is kept.
          </Notice>
        )}
        {viewer.isGuest && entries.length > 0 ? (
          <Notice
            tone="info"
            role="note"
            title="You are a guest"
            action={<ButtonLink href="/sign-up">Keep my work</ButtonLink>}
          >
            Your work is saved, but only this browser can get at it, for up to twelve hours. Register and it stays
            yours.
          </Notice>
        ) : null}
        {running === undefined ? (
          <Card className="flex flex-wrap items-center justify-between gap-5">
            <div className="max-w-reading grow basis-80">
              <h2 className="text-lg">{entries.length === 0 ? "Start with a timed exam" : "Sit the next exam"}</h2>
              <p className="mt-1 text-ink-2">
                {blueprint === undefined
                  ? "Choose an exam."
                  : `${formSize(blueprint)} questions in ${Math.round(blueprint.seconds / 60)} minutes. Afterwards you see which traps you took, and where each is refuted.`}
              </p>
            </div>
            <ButtonLink href="/exams" variant="primary" size="lg">
              Choose an exam
            </ButtonLink>
          </Card>
        ) : (
          <Card className="flex flex-wrap items-center justify-between gap-5">
            <div className="max-w-reading grow basis-80">
              <h2 className="text-lg">An exam is running</h2>
              <p className="mt-1 text-ink-2">
                {running.attempt.title}.{" "}
                {running.attempt.deadline === null ? "It has no time limit." : "Its clock goes on while you are away."}{" "}
                What you answered is saved.
              </p>
            </div>
            <ButtonLink href={`/exam/${running.attempt.id}`} variant="primary" size="lg">
              Go on with it
            </ButtonLink>
          </Card>
        )}
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <Card as="section" aria-labelledby="symptoms">
            <CardHeader id="symptoms" title="You keep missing questions?" note="Pick what you notice" />
            <ul className="-mx-2 grid list-none gap-1 p-0">
              {symptoms.map((symptom) => (
                <li key={symptom.id}>
                  <Link
                    href={`/learn/symptoms/${symptom.id}`}
                    className="flex min-h-11 items-center rounded-control px-2 py-2 hover:bg-sunken"
                  >
                    <span className="font-serif text-[1.0625rem]">“{symptom.symptom}”</span>
                  </Link>
                </li>
              ))}
            </ul>
          </Card>
          <Card as="section" aria-labelledby="lessons">
            <CardHeader id="lessons" title="Lessons" note={pack.chapters[0]?.title} />
            <ul className="-mx-2 grid list-none gap-1 p-0">
              {pack.chapters
                .flatMap((chapter) => chapter.lessons)
                .map((lesson) => (
                  <li key={lesson.id}>
                    <Link
                      href={`/learn/${lesson.id}`}
                      className="flex min-h-11 items-center gap-3 rounded-control px-2 py-2 hover:bg-sunken"
                    >
                      <span className="num text-ink-2">{lesson.id}</span>
                      <span>{lesson.title}</span>
                    </Link>
                  </li>
                ))}
            </ul>
          </Card>
        </div>
        <section aria-labelledby="recent" className="grid gap-3">
          <h2 id="recent" className="text-lg">
            Recent attempts
          </h2>
          {entries.length === 0 ? (
            <EmptyState
              level={3}
              icon="list"
              title="Nothing yet"
              text="Exams, practice and drills stand here when you have begun one."
              action={<ButtonLink href="/practice">Practise a few questions</ButtonLink>}
            />
          ) : (
            <AttemptList entries={entries} />
          )}
        </section>
      </div>
    </SiteFrame>
  );
}
