import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { OptionCurvesChart } from "@/components/charts/option-curves";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import { FLAG_NAMES } from "@/lib/core/item-analysis/flags/flag-words";
import { MIN_ANSWERS } from "@/lib/core/item-analysis/flags/thresholds";
import { findQuestionAnalysis, type QuestionAnalysis } from "@/lib/usecases/analysis/get-question-analysis";
import { DriftSection } from "./_components/drift-section";
import { Legend, OptionTable, TrapTable } from "./_components/option-table";
import { Summary } from "./_components/summary";

export const metadata: Metadata = { title: "Item analysis of a question" };

const answers = (n: number): string => `${n} ${n === 1 ? "answer" : "answers"}`;

function leadOf({ version, family }: QuestionAnalysis): string {
  return family === null
    ? `Answers of ended exams to version ${version}, which is the present one.`
    : `Answers of ended exams to ${family.draws === 1 ? "the one draw" : `all ${family.draws} draws`} of the family ${family.id}: the numbers differ, the sum to be worked out is the same.`;
}

function Flags({ flags }: Pick<QuestionAnalysis, "flags">) {
  if (flags.length === 0) {
    return (
      <Notice tone="success" role="note" title="Nothing speaks against this question">
        Whether it asks the right thing, answers cannot tell: that takes a reader.
      </Notice>
    );
  }
  return (
    <ul className="grid list-none gap-3 p-0">
      {flags.map(({ kind, words }) => (
        <Card as="li" key={kind} padding="sm" className="grid justify-items-start gap-1.5">
          <Badge state="flagged">{FLAG_NAMES[kind]}</Badge>
          <p className="max-w-reading">{words}</p>
        </Card>
      ))}
    </ul>
  );
}

function Figures({ analysis }: { analysis: QuestionAnalysis }) {
  const { judged, names, traps, flags, windows } = analysis;
  const { curves, statistics, drift } = judged;
  const isChoice = statistics.options.some(({ trap }) => trap !== null);
  const trapOptions = new Set(statistics.options.flatMap(({ option, trap }) => (trap === null ? [] : [option])));
  return (
    <>
      <section aria-labelledby="flags" className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h2 id="flags" className="text-lg">
          What stands out
        </h2>
        <Flags flags={flags} />
      </section>
      <Summary judged={judged} />
      <section aria-labelledby="answers" className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h2 id="answers" className="text-lg">
          Who answers what
        </h2>
        {curves === null ? null : (
          <Card>
            <OptionCurvesChart
              label="Who chose what, by score on the other questions"
              curves={curves}
              nameOf={names.nameOf}
              traps={trapOptions}
            />
          </Card>
        )}
        <OptionTable judged={judged} names={names} traps={traps} />
        {isChoice || names.legend.length === 0 ? null : <Legend names={names} />}
        {isChoice || statistics.traps.length === 0 ? null : <TrapTable judged={judged} traps={traps} />}
        <p className="max-w-reading text-sm text-ink-2">
          People are put in order by their share right on the other scored questions of the same exam. The key should
          rise from the lowest third to the highest, every wrong answer fall. A trap is decided by who took it and by
          who chose the key; any other answer says nothing of it.
        </p>
      </section>
      <DriftSection windows={windows} drift={drift} />
    </>
  );
}

export default async function QuestionAnalysisPage({ params }: { params: Promise<{ questionId: string }> }) {
  const { questionId } = await params;
  const context = await findContextFor("readBank", `/questions/${questionId}/analysis`);
  const analysis = context === null ? null : await findQuestionAnalysis(context, questionId);
  if (analysis === null) notFound();
  const { judged, pilot, earlier } = analysis;
  const { n } = judged.statistics;
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        eyebrow={
          <Link className="link" href="/questions/analysis">
            Item analysis
          </Link>
        }
        title={<span className="[overflow-wrap:anywhere]">{analysis.id}</span>}
        lead={leadOf(analysis)}
        actions={<ButtonLink href={`/questions/${analysis.id}`}>The question</ButtonLink>}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {pilot === null ? null : (
          <Notice
            tone={pilot.kind === "score" ? "success" : pilot.kind === "repair" ? "warning" : "info"}
            role="note"
            title="So far only an unscored pilot"
          >
            {pilot.words}
          </Notice>
        )}
        {n === 0 ? (
          <EmptyState
            icon="clock"
            title="No answers yet"
            text={`Answers are counted within a minute after an exam ends. Figures are shown from ${MIN_ANSWERS} answers on.`}
          />
        ) : n < MIN_ANSWERS ? (
          <EmptyState
            icon="clock"
            title={`${answers(n)} so far; figures from ${MIN_ANSWERS} on`}
            text="Of fewer, a share right may be off by a third either way: nothing is claimed until then."
          />
        ) : (
          <Figures analysis={analysis} />
        )}
        {earlier.length === 0 ? null : (
          <section aria-labelledby="earlier" className="grid gap-2">
            <h2 id="earlier" className="text-lg">
              Earlier versions
            </h2>
            <ul className="grid list-none gap-1 p-0">
              {earlier.map((version) => (
                <li key={version.version}>
                  Version {version.version}: {answers(version.n)}
                  {version.n < MIN_ANSWERS ? "" : `, ${Math.round((version.right / version.n) * 100)}\u00a0% right`}
                </li>
              ))}
            </ul>
            <p className="text-sm text-ink-2">
              What was answered before a change is not mixed with what came after it.
            </p>
          </section>
        )}
      </div>
    </SiteFrame>
  );
}
