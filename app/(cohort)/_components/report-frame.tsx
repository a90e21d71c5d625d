import Link from "next/link";
import type { ReactNode } from "react";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ZonedTime } from "@/components/time/zoned-time";
import { PageHeader } from "@/components/ui/page-header";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { PrintButton } from "./print-button";

/** A page that is made to be printed: on paper there is neither a way to other pages nor a button. */
export function ReportFrame({
  section,
  back,
  kind,
  title,
  lead,
  note,
  made,
  disclaimer,
  children,
}: {
  /** The section of the site that it belongs to. */
  section: string;
  back: { href: string; label: string };
  /** What it is, above the title. */
  kind: string;
  title: string;
  lead: ReactNode;
  /** What is said on the screen alone. */
  note: string;
  made: { at: EpochMs; zone: string };
  /** Of the pack. */
  disclaimer: string;
  children: ReactNode;
}) {
  return (
    <SiteFrame current={section} disclaimers={[disclaimer]}>
      <div className="report">
        <p className="mb-2 print:hidden">
          <Link className="link inline-flex min-h-11 items-center [overflow-wrap:anywhere]" href={back.href}>
            {back.label}
          </Link>
        </p>
        <PageHeader
          className="print:mb-4"
          eyebrow={kind}
          title={<span className="[overflow-wrap:anywhere]">{title}</span>}
          lead={
            <>
              {lead}
              <p className="mt-1 text-sm">
                As of <ZonedTime {...made} named />, over the last eight weeks. All times are of this zone.
              </p>
            </>
          }
          actions={
            <div className="print:hidden">
              <PrintButton />
            </div>
          }
        />
        <p className="mb-6 text-sm text-ink-2 print:hidden">{note}</p>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 print:block">{children}</div>
      </div>
    </SiteFrame>
  );
}
