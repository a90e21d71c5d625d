import { resultInWords } from "@/app/(learner)/_components/result-change";
import { Card } from "@/components/ui/card";
import { Table } from "@/components/ui/table";
import type { LearnerPreview, RepairPreview } from "@/lib/usecases/repair/preview-repair";

const verdicts = { above: "above the mark", below: "below the mark", open: "too close to call" };

function Results({ attempts }: { attempts: LearnerPreview["attempts"] }) {
  if (attempts.length === 0) return <span className="text-ink-2">no result changes</span>;
  return (
    <ul className="grid list-none gap-1.5 p-0">
      {attempts.map(({ title, was, now }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a preview stay where they are
        <li key={index} className="num">
          <span className="block text-sm text-ink-2">{title}</span>
          {resultInWords(was)} → {resultInWords(now)}
          {was.band === null || now.band === null || was.band.verdict === now.band.verdict ? null : (
            <span className="block font-semibold">
              {verdicts[was.band.verdict]} → {verdicts[now.band.verdict]}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What becomes of a learner's work on a symptom. */
const BECOMES = {
  opens: "opens",
  ends: "ends",
  "goes away": "goes away",
  moves: "stays open, with its traps in another state",
} satisfies Record<LearnerPreview["remediations"][number]["what"], string>;

const falls = ({ falls: fell, decided }: { falls: number; decided: number }): string => `${fell} of ${decided}`;

/** Whose results would change, and how. Learners are numbered, not named. */
export function PreviewTable({ preview }: { preview: RepairPreview }) {
  const { served, previewed, learners, results, better, worse, verdicts: turned } = preview;
  return (
    <Card as="section" aria-labelledby="preview">
      <h2 id="preview" className="text-lg">
        {results === 0
          ? "Nobody’s result would change"
          : `${learners.length} ${learners.length === 1 ? "learner" : "learners"}: ${better} ${better === 1 ? "result" : "results"} better, ${worse} worse`}
      </h2>
      <p className="mt-1 mb-4 max-w-reading text-ink-2">
        {served} {served === 1 ? "person was" : "people were"} served this version. {results}{" "}
        {results === 1 ? "result changes" : "results change"}, {turned} across the pass mark.
        {learners.length > 0 && results === 0
          ? " Their answers count in no result: the question was a pilot, or is still being answered."
          : ""}
        {previewed < served ? ` Worked out for the first ${previewed}; the others are rescored in the same way.` : ""}{" "}
        Attempts that run now are scored by it at their end.
      </p>
      <Table
        caption="What changes for each learner"
        onPhone="cards"
        rows={learners.map((learner, index) => ({ ...learner, number: index + 1 }))}
        rowKey={({ number }) => String(number)}
        empty={null}
        columns={[
          {
            key: "learner",
            header: "Learner",
            rowHeader: true,
            cell: ({ number }) => <span className="whitespace-nowrap">Learner {number}</span>,
          },
          { key: "results", header: "Results", cell: ({ attempts }) => <Results attempts={attempts} /> },
          {
            key: "traps",
            header: "Falls of decided",
            cell: ({ traps }) =>
              traps.length === 0 ? (
                <span className="text-ink-2">none</span>
              ) : (
                <ul className="num grid list-none gap-1 p-0">
                  {traps.map(({ name, was, now }) => (
                    <li key={name}>
                      {name}: {falls(was)} → {falls(now)}
                    </li>
                  ))}
                </ul>
              ),
          },
          {
            key: "remediations",
            header: "Remediations",
            cell: ({ remediations }) =>
              remediations.length === 0 ? (
                <span className="text-ink-2">none</span>
              ) : (
                <ul className="grid list-none gap-1 p-0">
                  {remediations.map(({ symptom, what }) => (
                    <li key={symptom}>
                      “{symptom}” {BECOMES[what]}
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </Card>
  );
}
