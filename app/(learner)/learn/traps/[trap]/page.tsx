import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ElsewhereNotice } from "@/app/(learner)/_components/elsewhere-notice";
import { DrillStart } from "@/app/(learner)/learn/_components/drill-start";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { startTrapDrillAction } from "@/lib/actions/attempts";
import { findViewer } from "@/lib/auth/viewer";
import { findTrap } from "@/lib/usecases/learn/get-chapter";

type Params = { params: Promise<{ trap: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const found = await findTrap(await findViewer(), (await params).trap);
  return { title: found === null ? "Not found" : found.trap.name };
}

export default async function TrapPage({ params }: Params) {
  const viewer = await findViewer();
  const found = await findTrap(viewer, (await params).trap);
  if (found === null) notFound();
  const { trap, parent, subTraps, symptoms } = found;
  return (
    <SiteFrame current="/learn" width="narrow" disclaimers={[found.disclaimer]}>
      <PageHeader
        eyebrow={
          parent === null ? (
            "Trap"
          ) : (
            <>
              A shape of{" "}
              <Link className="link" href={`/learn/traps/${parent.id}`}>
                {parent.name}
              </Link>
            </>
          )
        }
        title={trap.name}
        lead={<>What one believes: {trap.claim}</>}
      />
      <div className="grid gap-6">
        <Card as="section" aria-labelledby="fact">
          <CardHeader id="fact" title="The deciding fact" />
          <p className="text-lg">{trap.refutedBy}</p>
          <p className="mt-3">
            <Link className="link inline-flex min-h-11 items-center" href={`/learn/${trap.lesson}#${trap.section}`}>
              Read it in lesson {trap.lesson} {found.lessonTitle}
            </Link>
          </p>
        </Card>
        <section aria-labelledby="contrast" className="grid gap-3">
          <h2 id="contrast" className="text-lg">
            One constraint changes the answer
          </h2>
          <ul className="grid list-none gap-4 p-0 sm:grid-cols-2">
            {trap.contrast.map((side) => (
              <Card as="li" key={side.stem} className="flex flex-col gap-3">
                <p className="grow font-serif text-[1.0625rem]">{side.stem}</p>
                <p className="border-t border-line pt-3">
                  <span className="text-sm text-ink-2">Then: </span>
                  <strong>{side.key}</strong>
                </p>
              </Card>
            ))}
          </ul>
        </section>
        <Card as="section" aria-labelledby="drill">
          <CardHeader id="drill" title="Drill it" note={`${found.questions} questions offer it`} />
          {viewer !== null && found.elsewhere !== null ? (
            <ElsewhereNotice exam={found.elsewhere} here={`/learn/traps/${trap.id}`} />
          ) : (
            <DrillStart
              signedIn={viewer !== null}
              questions={found.questions}
              action={startTrapDrillAction}
              fields={{ trap: trap.id }}
              here={`/learn/traps/${trap.id}`}
              exam={found.elsewhere?.id}
            />
          )}
        </Card>
        {subTraps.length === 0 && symptoms.length === 0 ? null : (
          <Card className="grid gap-4">
            {subTraps.length === 0 ? null : (
              <div>
                <h2 className="mb-1 text-[1rem]">Its shapes</h2>
                <ul className="grid list-none p-0">
                  {subTraps.map((subTrap) => (
                    <li key={subTrap.id}>
                      <Link className="link flex min-h-11 items-center" href={`/learn/traps/${subTrap.id}`}>
                        {subTrap.name}
                      </Link>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {symptoms.length === 0 ? null : (
              <div>
                <h2 className="mb-1 text-[1rem]">What you may notice</h2>
                <ul className="grid list-none p-0">
                  {symptoms.map((symptom) => (
                    <li key={symptom.id}>
                      <Link className="link flex min-h-11 items-center" href={`/learn/symptoms/${symptom.id}`}>
                        “{symptom.symptom}”
                      </Link>
                    </li>
                  ))}
                </ul>
              </div>
            )}
          </Card>
        )}
      </div>
    </SiteFrame>
  );
}
