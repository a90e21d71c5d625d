import type { Metadata } from "next";
import Link from "next/link";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { AttemptList } from "@/app/(learner)/_components/attempt-list";
import { DueList } from "@/app/(learner)/_components/due-list";
import { NextTodayCard } from "@/app/(learner)/_components/next-today-card";
import { RemediationRows } from "@/app/(learner)/_components/remediation-rows";
import { marksOf, SymptomMark } from "@/app/(learner)/_components/symptom-mark";
import { UnreadNotices } from "@/app/(learner)/_components/unread-notices";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { symptomsOf } from "@/lib/core/pack/pack-view";
import { type DueWork, listDue } from "@/lib/usecases/assignment/due";
import { getToday, type Today } from "@/lib/usecases/learning/get-today";
import { listOwnNotices } from "@/lib/usecases/notice/notices";
import { DueCard } from "./_components/due-card";

export const metadata: Metadata = { title: "Home" };

/** So many open remediations are shown; more are no route. */
const SHOWN = 3;

function OpenWork({ today: { open, closed, due } }: { today: Today }) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.8fr)_minmax(0,1fr)]">
      <section aria-labelledby="open" className="grid gap-3">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="open" className="text-lg">
            Open remediations
          </h2>
          {open.length + closed.length === 0 ? null : (
            <Link className="link inline-flex min-h-11 items-center" href="/remediations">
              All remediations
            </Link>
          )}
        </div>
        {open.length === 0 ? (
          <EmptyState
            level={3}
            icon="check"
            title="None is open"
            text="One opens when your answers point at a symptom, or when you say that one is yours."
            action={<ButtonLink href="/learn#symptoms">Pick your symptom</ButtonLink>}
          />
        ) : (
          <RemediationRows remediations={open.slice(0, SHOWN)} />
        )}
      </section>
      <div className="lg:pt-14">
        <DueCard due={due} />
      </div>
    </div>
  );
}

function SymptomCard({ today: { pack, open, closed } }: { today: Today }) {
  const marks = marksOf([...open, ...closed]);
  return (
    <Card as="section" aria-labelledby="symptoms">
      <CardHeader id="symptoms" title="You keep missing questions?" note="Pick what you notice" />
      <ul className="-mx-2 grid list-none gap-1 p-0">
        {symptomsOf(pack).map((symptom) => (
          <li key={symptom.id}>
            <Link
              href={`/learn/symptoms/${symptom.id}`}
              className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 rounded-control px-2 py-2 hover:bg-sunken"
            >
              <span className="font-serif text-[1.0625rem]">“{symptom.symptom}”</span>
              <SymptomMark mark={marks.get(symptom.id)} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function LessonCard({ today: { pack } }: { today: Today }) {
  return (
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
  );
}

/** What cohorts have given to do, before what one might do. Nothing where there is nothing. */
function DueSection({ works }: { works: readonly DueWork[] }) {
  if (works.length === 0) return null;
  return (
    <section aria-labelledby="assigned" className="grid gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="assigned" className="text-lg">
          Due
        </h2>
        <Link className="link inline-flex min-h-11 items-center" href="/due">
          All assignments
        </Link>
      </div>
      <DueList works={works.slice(0, SHOWN)} first={false} />
    </section>
  );
}

export default async function HomePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const context = await requireContext("/home");
  const { registered } = await searchParams;
  const { viewer } = context;
  const today = await getToday(context);
  const notices = await listOwnNotices(context, { take: 3, unreadOnly: true });
  const { entries, answered, open } = today;
  const due = (await listDue(context)).filter(({ standing }) => ["open", "begun", "overdue"].includes(standing));
  return (
    <SiteFrame current="/home">
      <PageHeader eyebrow={today.exam.name} title={viewer.isGuest ? "Welcome" : `Hello, ${viewer.name}`} />
      <div className="grid gap-8">
        <DueSection works={due} />
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
        <UnreadNotices notices={notices} />
        <NextTodayCard next={today.next} answered={answered} />
        {answered === 0 && open.length === 0 ? null : <OpenWork today={today} />}
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <SymptomCard today={today} />
          <LessonCard today={today} />
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
