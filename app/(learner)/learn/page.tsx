import type { Metadata } from "next";
import Link from "next/link";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { marksOf, SymptomMark, type SymptomMarks } from "@/app/(learner)/_components/symptom-mark";
import { RichTextView } from "@/components/question/rich-text-view";
import { Card, CardHeader, CardRow } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { findViewer } from "@/lib/auth/viewer";
import type { Chapter } from "@/lib/core/pack/schema";
import { type ChapterView, getChapters } from "@/lib/usecases/learn/get-chapter";
import { listRemediations } from "@/lib/usecases/learning/list-remediations";

export const metadata: Metadata = { title: "Lessons" };

/** Where a routing row leads: to its section where the viewer's exam has it, else to the lesson. */
function routeOf(
  route: Chapter["routing"][number],
  chapter: Chapter,
  sections: ChapterView["sections"],
): { href: string; title: string } {
  const section = route.section === undefined ? undefined : sections[route.lesson]?.[route.section];
  if (section !== undefined) return { href: `/learn/${route.lesson}#${route.section}`, title: section };
  const lesson = chapter.lessons.find((entry) => entry.id === route.lesson);
  return { href: `/learn/${route.lesson}`, title: lesson?.title ?? "" };
}

function RoutingTable({ chapter, sections }: { chapter: Chapter; sections: ChapterView["sections"] }) {
  return (
    <section aria-labelledby="routing" className="grid gap-3">
      <h2 id="routing" className="scroll-mt-6 text-xl">
        If the question is really about …
      </h2>
      <Card>
        <Table
          caption="Routing table"
          onPhone="cards"
          rowKey={(route) => route.about}
          rows={chapter.routing}
          empty={null}
          columns={[
            { key: "about", header: "The question is really about", rowHeader: true, cell: (route) => route.about },
            {
              key: "lesson",
              header: "Go first to",
              cell: (route) => {
                const { href, title } = routeOf(route, chapter, sections);
                return (
                  <Link className="link" href={href}>
                    <span className="num">{route.lesson}</span> {title}
                  </Link>
                );
              },
            },
          ]}
        />
      </Card>
    </section>
  );
}

function SymptomTable({ chapter, marks }: { chapter: Chapter; marks: SymptomMarks }) {
  return (
    <section aria-labelledby="symptoms" className="grid gap-3">
      <h2 id="symptoms" className="scroll-mt-6 text-xl">
        If you keep missing questions here
      </h2>
      <Card>
        <Table
          caption="Symptom table"
          onPhone="cards"
          rowKey={(symptom) => symptom.id}
          rows={chapter.symptoms}
          empty={null}
          columns={[
            {
              key: "symptom",
              header: "What you notice",
              rowHeader: true,
              cell: (symptom) => (
                <>
                  <Link className="link" href={`/learn/symptoms/${symptom.id}`}>
                    {symptom.symptom}
                  </Link>
                  <SymptomMark mark={marks.get(symptom.id)} className="mt-1.5" />
                </>
              ),
            },
            { key: "cause", header: "What usually goes wrong", cell: (symptom) => symptom.cause },
            { key: "fix", header: "Fix first", cell: (symptom) => symptom.firstFix },
          ]}
        />
      </Card>
    </section>
  );
}

function ChapterPart({ view, marks }: { view: ChapterView; marks: SymptomMarks }) {
  const { chapter } = view;
  return (
    <div className="grid gap-12">
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]">
        <div className="prose">
          <RichTextView text={view.intro} />
        </div>
        <Card as="section" aria-labelledby="tests">
          <CardHeader id="tests" title={chapter.tests.lead} />
          <ul className="grid list-disc gap-2 pl-5 text-ink-2">
            {chapter.tests.points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </Card>
      </div>
      <section aria-labelledby="lessons" className="grid gap-3">
        <h2 id="lessons" className="text-xl">
          Work it in this order
        </h2>
        <Card padding="none">
          <ol className="list-none p-0">
            {chapter.lessons.map((lesson) => (
              <CardRow as="li" key={lesson.id} className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
                <span className="num text-lg text-ink-2">{lesson.id}</span>
                <div className="min-w-0 grow basis-80">
                  <h3 className="text-[1rem]">
                    <Link className="inline-flex min-h-8 items-center hover:underline" href={`/learn/${lesson.id}`}>
                      {lesson.title}
                    </Link>
                  </h3>
                  <p className="max-w-reading text-ink-2">{lesson.focus}</p>
                </div>
              </CardRow>
            ))}
          </ol>
        </Card>
      </section>
      <SymptomTable chapter={chapter} marks={marks} />
      <RoutingTable chapter={chapter} sections={view.sections} />
      <section aria-labelledby="traps" className="grid gap-3">
        <h2 id="traps" className="text-xl">
          The traps of this chapter
        </h2>
        <ul className="grid list-none gap-4 p-0 sm:grid-cols-2">
          {view.traps.map(({ trap, subTraps }) => (
            <Card as="li" key={trap.id}>
              <h3 className="text-[1rem]">
                <Link className="link" href={`/learn/traps/${trap.id}`}>
                  {trap.name}
                </Link>
              </h3>
              <p className="mt-2 text-ink-2">{trap.claim}</p>
              {subTraps.length === 0 ? null : (
                <Disclosure
                  title={`In ${subTraps.length} ${subTraps.length === 1 ? "shape" : "shapes"}`}
                  className="mt-2"
                >
                  <ul className="grid gap-1">
                    {subTraps.map((subTrap) => (
                      <li key={subTrap.id}>
                        <Link className="link" href={`/learn/traps/${subTrap.id}`}>
                          {subTrap.name}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </Disclosure>
              )}
            </Card>
          ))}
        </ul>
      </section>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card as="section" aria-labelledby="habits">
          <CardHeader id="habits" title="What strong answers do" />
          <ul className="grid list-disc gap-2 pl-5">
            {chapter.strongAnswers.map((habit) => (
              <li key={habit}>{habit}</li>
            ))}
          </ul>
        </Card>
        <Card as="section" aria-labelledby="checklist">
          <CardHeader id="checklist" title="Before you leave this domain" note="what you can say then" />
          <ol className="grid list-decimal gap-2 pl-5">
            {chapter.checklist.map((point) => (
              <li key={point.id}>{point.text}</li>
            ))}
          </ol>
          <p className="mt-5 border-t border-line pt-4 text-sm text-ink-2">
            <strong className="text-ink">{chapter.next.title}</strong> {chapter.next.text}
          </p>
        </Card>
      </div>
    </div>
  );
}

export default async function LearnPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const viewer = await findViewer();
  const { exam } = await searchParams;
  const chapters = await getChapters(viewer, typeof exam === "string" ? exam : undefined);
  const marks = marksOf(viewer === null ? [] : await listRemediations({ viewer, now: Date.now() }));
  return (
    <SiteFrame current="/learn" disclaimers={chapters.map(({ disclaimer }) => disclaimer)}>
      {chapters.map((view, index) => (
        <section key={view.chapter.id} aria-label={view.chapter.title}>
          {index === 0 ? (
            <PageHeader eyebrow={view.exam.name} title={view.chapter.title} lead={view.chapter.weight} />
          ) : (
            <h2 className="mt-16 mb-7 text-2xl">{view.chapter.title}</h2>
          )}
          <ChapterPart view={view} marks={marks} />
        </section>
      ))}
    </SiteFrame>
  );
}
