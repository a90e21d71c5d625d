import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import { LEAST_TREATED } from "@/lib/core/learning/cures/count-cures";
import { getCures } from "@/lib/usecases/learning/get-cures";
import { CureTable } from "./_components/cure-table";

export const metadata: Metadata = { title: "Does the lesson cure?" };

export default async function CuresPage() {
  const context = await findContextFor("readBank", "/questions/cures");
  const cures = context === null ? null : await getCures(context);
  if (cures === null) notFound();
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
        <section aria-labelledby="sections" className="grid gap-3">
          <h2 id="sections" className="text-lg">
            By section of the lessons
          </h2>
          <CureTable
            caption="What became of learners, by the section that treats"
            what={["section", "sections"]}
            rows={cures.sections.map(({ lesson, section, title, traps, row }) => ({
              href: `/learn/${lesson}#${section}`,
              title,
              note: `Lesson ${lesson}, ${traps} ${traps === 1 ? "trap" : "traps"}`,
              row,
            }))}
          />
        </section>
        <section aria-labelledby="traps" className="grid gap-3">
          <h2 id="traps" className="text-lg">
            By trap
          </h2>
          <CureTable
            caption="What became of learners, by trap"
            what={["trap", "traps"]}
            rows={cures.traps.map(({ id, name, lesson, row }) => ({
              href: `/learn/traps/${id}`,
              title: name,
              note: `Lesson ${lesson}`,
              row,
            }))}
          />
        </section>
        <p className="max-w-reading text-sm text-ink-2">
          Each learner counts once in a row. The range beside a count is where its share would likely (80 %) lie if many
          more were treated. Who fell again and was cured later stands in both columns; in a section somebody is cured
          when each of their treated traps is. Nothing is shown for fewer than {LEAST_TREATED} learners.
        </p>
      </div>
    </SiteFrame>
  );
}
