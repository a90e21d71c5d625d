import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ProbeOnScreen } from "@/app/(cohort)/_components/probe-on-screen";
import { TrapWeeks } from "@/app/(cohort)/_components/trap-weeks";
import { ZonedTime } from "@/components/time/zoned-time";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { effectWords } from "@/lib/core/cohort/reteach-effect";
import { getReteachKit } from "@/lib/usecases/cohort/reteach";

export const metadata: Metadata = { title: "Reteach" };

export default async function ReteachPage({ params }: { params: Promise<{ cohortId: string; trap: string }> }) {
  const at = await params;
  const context = await requireContext(`/cohorts/${at.cohortId}/reteach/${at.trap}`);
  const kit = await getReteachKit(context, at);
  if (kit === null) notFound();
  const { cohort, trap, probes, cells, effects } = kit;
  const sum = (of: "decided" | "falls") => cells.reduce((total, cell) => total + cell[of], 0);
  return (
    <SiteFrame current="/cohorts">
      <PageHeader
        eyebrow={
          <Link className="link [overflow-wrap:anywhere]" href={`/cohorts/${cohort.id}/board`}>
            {cohort.name}
          </Link>
        }
        title={`Reteach: ${trap.name}`}
        lead={`Who falls for it believes: ${trap.claim}`}
        actions={
          <ButtonLink variant="primary" href={`/cohorts/${cohort.id}/assignments/new?work=drill:${trap.id}`}>
            Assign a drill on it
          </ButtonLink>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Card as="section" aria-labelledby="fact">
          <CardHeader id="fact" title="The deciding fact" />
          <p className="max-w-reading font-serif text-lg">{trap.refutedBy}</p>
        </Card>
        <Card as="section" aria-labelledby="contrast">
          <CardHeader id="contrast" title="One constraint apart" note="Read both out, and ask what decides" />
          <ol className="grid list-none gap-5 p-0 sm:grid-cols-2">
            {trap.contrast.map(({ stem, key }) => (
              <li key={stem} className="grid content-start gap-2">
                <p>{stem}</p>
                <details className="text-ink-2">
                  <summary className="link inline-flex min-h-11 cursor-pointer items-center">Show the answer</summary>
                  <p className="font-semibold text-ink">{key}</p>
                </details>
              </li>
            ))}
          </ol>
        </Card>
        {probes.length === 0 ? null : (
          <section aria-labelledby="probes" className="grid gap-4">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <h2 id="probes" className="text-xl">
                For the screen
              </h2>
              <ButtonLink href={`/cohorts/${cohort.id}/live?trap=${trap.id}`}>Ask the room live</ButtonLink>
            </div>
            {probes.map(({ id, room }, index) => (
              <Card key={id} as="section" aria-label={`Question ${index + 1} of ${probes.length}`}>
                <p className="mb-3 text-sm text-ink-2">
                  Question {index + 1} of {probes.length}
                </p>
                <ProbeOnScreen question={room} />
              </Card>
            ))}
          </section>
        )}
        <Card as="section" aria-labelledby="weeks">
          <CardHeader id="weeks" title="Before and after" note="What it did to the cohort, week by week" />
          {effects.length === 0 ? (
            <p className="mb-4 max-w-reading text-ink-2">
              Once you have assigned a drill on it, you read here how often the cohort fell before and after.
            </p>
          ) : (
            <ul className="mb-4 grid max-w-reading list-none gap-3 p-0">
              {effects.map((effect) => (
                <li key={`${effect.opensAt} ${effect.title}`}>
                  <span className="block font-semibold [overflow-wrap:anywhere]">
                    {effect.title}, from <ZonedTime at={effect.opensAt} zone={cohort.timeZone} />
                  </span>
                  {effectWords(effect)}
                </li>
              ))}
            </ul>
          )}
          <TrapWeeks
            rows={cells.length === 0 ? [] : [{ trap: trap.id, cells, decided: sum("decided"), falls: sum("falls") }]}
            weeks={cells.map(({ week }) => week)}
            past={[]}
            href={(id) => `/learn/traps/${id}`}
            nameOf={() => trap.short}
          />
        </Card>
      </div>
    </SiteFrame>
  );
}
