import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Table, type TableColumn } from "@/components/ui/table";
import { findContextFor } from "@/lib/auth/viewer";
import { LEAST_TREATED } from "@/lib/core/learning/cures/count-cures";
import { getCures, type SectionCures, type TrapCures } from "@/lib/usecases/learning/get-cures";
import { CureShare } from "./_components/cure-share";

export const metadata: Metadata = { title: "Does the lesson cure?" };

type Row = Pick<SectionCures, "row">;

/** Treated, cured, fell again, still to be checked: the same for sections and for traps. */
const counts: readonly TableColumn<Row>[] = [
  {
    key: "treated",
    header: "Treated",
    align: "end",
    cell: ({ row }) =>
      row.kind === "few" ? <span className="text-ink-2">fewer than {LEAST_TREATED} treated</span> : row.treated,
  },
  {
    key: "cured",
    header: "Cured",
    align: "end",
    cell: ({ row }) =>
      row.kind === "few" ? "–" : <CureShare count={row.cured} interval={row.curedShare} tone="right" />,
  },
  {
    key: "relapsed",
    header: "Fell again",
    align: "end",
    cell: ({ row }) =>
      row.kind === "few" ? "–" : <CureShare count={row.relapsed} interval={row.relapsedShare} tone="wrong" />,
  },
  {
    key: "waiting",
    header: "Not checked yet",
    align: "end",
    cell: ({ row }) => (row.kind === "few" ? "–" : row.waiting),
  },
];

const none = <EmptyState icon="book" title="Nothing to count" text="The pack has no traps." />;

export default async function CuresPage() {
  const context = await findContextFor("readBank", "/questions/cures");
  const cures = context === null ? null : await getCures(context);
  if (cures === null) notFound();
  const isEmpty = cures.traps.every(({ row }) => row.kind === "few");
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        eyebrow={
          <Link className="link" href="/questions">
            Questions
          </Link>
        }
        title="Does the lesson cure?"
        lead="Of the learners who read the fact and the section and passed the drill: how many passed two later checks, and how many fell for the trap again."
      />
      <div className="grid gap-10">
        {isEmpty ? (
          <Notice tone="info" role="note" title="Not enough evidence yet">
            No trap has {LEAST_TREATED} treated learners. Until then nothing is shown, since it would say little about
            the lesson and might point at a person.
          </Notice>
        ) : null}
        <section aria-labelledby="sections" className="grid gap-3">
          <h2 id="sections" className="text-lg">
            By section of the lessons
          </h2>
          <Card>
            <Table<SectionCures>
              caption="What became of learners, by the section that treats"
              onPhone="cards"
              rows={cures.sections}
              rowKey={({ lesson, section }) => `${lesson}#${section}`}
              empty={none}
              columns={[
                {
                  key: "section",
                  header: "Section",
                  rowHeader: true,
                  cell: ({ lesson, section, title, traps }) => (
                    <>
                      <Link className="link font-semibold" href={`/learn/${lesson}#${section}`}>
                        <span className="num">{lesson}</span> {title}
                      </Link>
                      <span className="num mt-0.5 block text-sm font-normal text-ink-2">
                        {traps} {traps === 1 ? "trap" : "traps"}
                      </span>
                    </>
                  ),
                },
                ...counts,
              ]}
            />
          </Card>
        </section>
        <section aria-labelledby="traps" className="grid gap-3">
          <h2 id="traps" className="text-lg">
            By trap
          </h2>
          <Card>
            <Table<TrapCures>
              caption="What became of learners, by trap"
              onPhone="cards"
              rows={cures.traps}
              rowKey={({ id }) => id}
              empty={none}
              columns={[
                {
                  key: "trap",
                  header: "Trap",
                  rowHeader: true,
                  cell: ({ id, name, lesson }) => (
                    <>
                      <Link className="link font-semibold" href={`/learn/traps/${id}`}>
                        {name}
                      </Link>
                      <span className="num mt-0.5 block text-sm font-normal text-ink-2">Lesson {lesson}</span>
                    </>
                  ),
                },
                ...counts,
              ]}
            />
          </Card>
        </section>
        <p className="max-w-reading text-sm text-ink-2">
          Each learner counts once in a row. The range is where the share would lie, in 80 of 100 such cases, if
          endlessly many learners were treated. Who fell again and was cured later stands in both columns; in a section
          somebody is cured when each of its traps is. Nothing is shown for fewer than {LEAST_TREATED} learners.
        </p>
      </div>
    </SiteFrame>
  );
}
