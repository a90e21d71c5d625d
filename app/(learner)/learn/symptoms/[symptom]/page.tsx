import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ElsewhereNotice } from "@/app/(learner)/_components/elsewhere-notice";
import { DrillStart } from "@/app/(learner)/learn/_components/drill-start";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { PageHeader } from "@/components/ui/page-header";
import { startSymptomDrillAction } from "@/lib/actions/attempts";
import { findViewer } from "@/lib/auth/viewer";
import type { Trap } from "@/lib/core/pack/schema";
import { findSymptom } from "@/lib/usecases/learn/get-chapter";
import { listRemediations } from "@/lib/usecases/learning/list-remediations";
import { ThisIsMe } from "./_components/this-is-me";

type Params = { params: Promise<{ symptom: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const found = await findSymptom(await findViewer(), (await params).symptom);
  return { title: found === null ? "Not found" : found.symptom.symptom };
}

/** More than these are a page of their own; the first ones are the most general. */
const TRAPS_SHOWN = 10;

function TrapList({ traps }: { traps: readonly Trap[] }) {
  return (
    <ul className="grid list-none gap-4 p-0">
      {traps.map((trap) => (
        <li key={trap.id}>
          <Link className="link font-semibold" href={`/learn/traps/${trap.id}`}>
            {trap.name}
          </Link>
          <p className="text-ink-2">{trap.refutedBy}</p>
        </li>
      ))}
    </ul>
  );
}

export default async function SymptomPage({ params }: Params) {
  const viewer = await findViewer();
  const found = await findSymptom(viewer, (await params).symptom);
  if (found === null) notFound();
  const { symptom, lessons, traps, questions, elsewhere } = found;
  const own = viewer === null ? [] : await listRemediations({ viewer, now: Date.now() });
  const remediation = own.find((one) => one.symptom.id === symptom.id) ?? null;
  return (
    <SiteFrame current="/learn" width="narrow" disclaimers={[found.disclaimer]}>
      <PageHeader
        eyebrow={
          <Link className="link" href="/learn#symptoms">
            If you keep missing questions
          </Link>
        }
        title={<>“{symptom.symptom}”</>}
        lead={symptom.cause}
      />
      <div className="grid gap-6">
        {viewer !== null && elsewhere !== null ? (
          <ElsewhereNotice exam={elsewhere} here={`/learn/symptoms/${symptom.id}`} />
        ) : (
          <ThisIsMe symptomId={symptom.id} signedIn={viewer !== null} exam={elsewhere?.id} remediation={remediation} />
        )}
        <Card as="section" aria-labelledby="fix">
          <CardHeader id="fix" title="Fix this first" />
          <p className="text-lg">{symptom.firstFix}</p>
          <ul className="mt-4 flex list-none flex-wrap gap-x-6 gap-y-1 p-0">
            {lessons.map((lesson) => (
              <li key={lesson.id}>
                <Link className="link flex min-h-11 items-center" href={`/learn/${lesson.id}`}>
                  Lesson {lesson.id} {lesson.title}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
        {viewer === null || elsewhere !== null ? null : (
          <Card as="section" aria-labelledby="drill">
            <CardHeader id="drill" title="Or just drill it" />
            <p className="mb-4 text-ink-2">
              Questions that carry its traps, with the reasons after each answer. Questions you have not met come first.
            </p>
            <DrillStart
              signedIn
              questions={questions}
              action={startSymptomDrillAction}
              fields={{ symptom: symptom.id }}
              here={`/learn/symptoms/${symptom.id}`}
              variant="secondary"
            />
          </Card>
        )}
        <Card as="section" aria-labelledby="traps">
          <CardHeader id="traps" title="The traps behind it" />
          <TrapList traps={traps.slice(0, TRAPS_SHOWN)} />
          {traps.length <= TRAPS_SHOWN ? null : (
            <Disclosure title={`${traps.length - TRAPS_SHOWN} more`} className="mt-4">
              <TrapList traps={traps.slice(TRAPS_SHOWN)} />
            </Disclosure>
          )}
        </Card>
      </div>
    </SiteFrame>
  );
}
