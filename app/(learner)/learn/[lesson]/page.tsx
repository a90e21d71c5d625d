import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ElsewhereNotice } from "@/app/(learner)/_components/elsewhere-notice";
import { RichTextView } from "@/components/question/rich-text-view";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { findViewer } from "@/lib/auth/viewer";
import { findLesson } from "@/lib/usecases/learn/get-lesson";
import { listRemediations } from "@/lib/usecases/learning/list-remediations";
import { BackToRemediation } from "./_components/back-to-remediation";

type Params = { params: Promise<{ lesson: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const found = await findLesson(await findViewer(), decodeURIComponent((await params).lesson));
  return { title: found === null ? "Not found" : `${found.lesson.id} ${found.lesson.title}` };
}

/** The drawings come from the pack, checked against an allow-list of elements and attributes by the content check. */
function figureNodes(figures: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(figures).map(([source, svg]) => [
      source,
      // biome-ignore lint/security/noDangerouslySetInnerHtml: SVG of the pack, checked by the figures rule before it is loaded
      <div key={source} className="diagram" dangerouslySetInnerHTML={{ __html: svg }} />,
    ]),
  );
}

export default async function LessonPage({ params }: Params) {
  const viewer = await findViewer();
  const found = await findLesson(viewer, decodeURIComponent((await params).lesson));
  if (found === null) notFound();
  const remediations = viewer === null ? [] : await listRemediations({ viewer, now: Date.now() });
  const { lesson, sections, previous, next, leftOut } = found;
  const figures = figureNodes(found.figures);
  return (
    <SiteFrame current="/learn" disclaimers={[found.disclaimer]}>
      <PageHeader
        eyebrow={
          <>
            <Link className="link" href="/learn">
              Lessons
            </Link>{" "}
            · {lesson.minutes} min · verified <span className="num">{lesson.verifiedOn}</span>
          </>
        }
        title={`${lesson.id} ${lesson.title}`}
        lead={lesson.lead}
      />
      {viewer === null || found.elsewhere === null ? null : (
        <div className="mb-8">
          <ElsewhereNotice exam={found.elsewhere} here={`/learn/${lesson.id}`} />
        </div>
      )}
      <div className="grid items-start gap-10 lg:grid-cols-[minmax(0,1fr)_16rem]">
        <nav
          aria-label="Sections"
          className="rounded-card border border-line bg-surface p-4 lg:sticky lg:top-6 lg:order-last"
        >
          <h2 className="mb-1 text-sm text-ink-2">In this lesson</h2>
          <ul className="grid list-none p-0">
            {sections.map((section) => (
              <li key={section.id}>
                <a className="flex min-h-11 items-center hover:underline lg:min-h-9" href={`#${section.id}`}>
                  {section.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <article className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-12">
          {sections.map((section) => (
            <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`} className="scroll-mt-6">
              <h2 id={`${section.id}-title`} className="mb-3 text-xl">
                {section.title}
              </h2>
              <div className="prose">
                <RichTextView text={section.text} figures={figures} />
              </div>
              {section.traps.length === 0 ? null : (
                <ul className="mt-5 flex list-none flex-wrap gap-2 p-0" aria-label="Traps that this section refutes">
                  {section.traps.map((trap) => (
                    <li key={trap.id}>
                      <Link
                        className="inline-flex min-h-8 items-center hover:underline"
                        href={`/learn/traps/${trap.id}`}
                      >
                        <Badge state="trap">{trap.short}</Badge>
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
              <BackToRemediation traps={section.traps.map(({ id }) => id)} remediations={remediations} />
            </section>
          ))}
          {leftOut.map((section) => (
            <p key={section.title} className="text-sm text-ink-2">
              “{section.title}” is part of {section.exams.join(", ")} only and left out here.
            </p>
          ))}
          <div className="flex flex-wrap justify-between gap-3 border-t border-line pt-6">
            {previous === null ? (
              <span />
            ) : (
              <ButtonLink href={`/learn/${previous.id}`} className="max-w-full">
                ← {previous.id}
              </ButtonLink>
            )}
            {next === null ? (
              <ButtonLink href="/practice" variant="primary">
                Practise now
              </ButtonLink>
            ) : (
              <ButtonLink href={`/learn/${next.id}`} variant="primary" className="max-w-full">
                {next.id} {next.title} →
              </ButtonLink>
            )}
          </div>
        </article>
      </div>
    </SiteFrame>
  );
}
