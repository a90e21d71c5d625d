import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ElsewhereNotice } from "@/app/(learner)/_components/elsewhere-notice";
import { LocalTime } from "@/components/time/local-time";
import { PageHeader } from "@/components/ui/page-header";
import { findViewer, requireContext } from "@/lib/auth/viewer";
import { findRemediationElsewhere } from "@/lib/usecases/learning/find-elsewhere";
import { findRemediation } from "@/lib/usecases/learning/get-remediation";
import { EvidenceList } from "./_components/evidence-list";
import { NextStepCard } from "./_components/next-step-card";
import { StoryList } from "./_components/story-list";
import { TrapCard } from "./_components/trap-card";

type Params = { params: Promise<{ symptom: string }> };

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const viewer = await findViewer();
  const found = viewer === null ? null : await findRemediation({ viewer, now: Date.now() }, (await params).symptom);
  return { title: found === null ? "Not found" : found.symptom.symptom };
}

export default async function RemediationPage({ params }: Params) {
  const { symptom: id } = await params;
  const context = await requireContext(`/remediations/${id}`);
  const view = await findRemediation(context, id);
  if (view === null) {
    const elsewhere = await findRemediationElsewhere(context, id);
    if (elsewhere === null) notFound();
    return (
      <SiteFrame current="/home" width="narrow">
        <PageHeader title="A remediation for another exam" />
        <ElsewhereNotice exam={elsewhere} here={`/remediations/${id}`} />
      </SiteFrame>
    );
  }
  const { symptom, openedAt, openedBy, standing, traps } = view;
  return (
    <SiteFrame current="/home">
      <PageHeader
        eyebrow={
          <>
            <Link className="link" href="/remediations">
              Remediations
            </Link>{" "}
            · {openedBy === "learner" ? "reported by you" : "found in your answers"}, <LocalTime at={openedAt} />
          </>
        }
        title={<span className="font-serif">“{symptom.symptom}”</span>}
        lead={
          <>
            <p>
              <span className="font-semibold text-ink">What usually goes wrong:</span> {symptom.cause}
            </p>
            <p className="mt-1.5">
              <span className="font-semibold text-ink">Where you stand:</span> {standing}
            </p>
          </>
        }
      />
      <div className="grid gap-10">
        <NextStepCard view={view} />
        <div className="grid items-start gap-x-6 gap-y-10 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]">
          <section aria-labelledby="traps" className="grid gap-3">
            <h2 id="traps" className="text-lg">
              {traps.length === 1 ? "The trap behind it" : "The traps behind it"}
            </h2>
            <ul className="grid list-none gap-4 p-0">
              {traps.map((found) => (
                <TrapCard key={found.trap.id} found={found} />
              ))}
            </ul>
          </section>
          <div className="grid gap-4 lg:pt-10">
            <EvidenceList view={view} />
            <StoryList view={view} />
          </div>
        </div>
      </div>
    </SiteFrame>
  );
}
