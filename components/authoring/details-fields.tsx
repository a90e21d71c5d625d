"use client";

import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Checkbox } from "@/components/ui/field";
import type { DraftQuestion } from "@/lib/core/authoring/draft-file";
import { ChoiceField } from "./fields/choice-field";
import { useEditing, useField } from "./fields/editing";
import { FactsField } from "./fields/facts-field";
import { BOX, boxLine, Found, Frame } from "./fields/frame";
import { IdField } from "./fields/id-field";
import { LineField } from "./fields/line-field";

export type Change = (edit: (question: DraftQuestion) => DraftQuestion) => void;
type Props = { question: DraftQuestion; onChange: Change };

const DIFFICULTIES = ["1, easy", "2", "3, medium", "4", "5, hard"].map((label, index) => ({
  id: String(index + 1),
  label,
}));

function ExamsField({ question, onChange }: Props) {
  const { vocabulary } = useEditing();
  const { id, found, touch } = useField(["exams"]);
  const set = (exam: string, on: boolean): void => {
    touch();
    onChange((held) => ({
      ...held,
      exams: on ? [...held.exams, exam] : held.exams.filter((other) => other !== exam),
    }));
  };
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={found.length > 0 ? `${id}-found` : undefined}>
      <legend className="text-sm font-[550]">Exam versions that it fits</legend>
      <div className="flex flex-wrap gap-x-6">
        {vocabulary.exams.map((exam) => (
          <Checkbox
            key={exam.id}
            label={exam.code}
            checked={question.exams.includes(exam.id)}
            onChange={(event) => set(exam.id, event.target.checked)}
          />
        ))}
      </div>
      <Found id={id} found={found} />
    </fieldset>
  );
}

function VerifiedField({ question, onChange }: Props) {
  const { aria, id, found, touch } = useField(["verifiedOn"]);
  const set = (verifiedOn: string): void => onChange((held) => ({ ...held, verifiedOn }));
  return (
    <Frame id={id} label="Facts last looked up on" found={found}>
      <div className="flex gap-2">
        <input
          {...aria()}
          type="date"
          value={question.verifiedOn}
          onChange={(event) => set(event.target.value)}
          onBlur={touch}
          className={classNames(BOX, boxLine(found), "num min-h-11 min-w-0 px-3")}
        />
        <Button className="text-sm" onClick={() => set(new Date().toISOString().slice(0, 10))}>
          Today
        </Button>
      </div>
    </Frame>
  );
}

/** What a question carries beside its text. */
export function DetailsFields(props: Props & { fixedId: boolean; others: readonly string[] }) {
  const { question, onChange, fixedId, others } = props;
  const { vocabulary } = useEditing();
  return (
    <section aria-label="Details" className="grid gap-4">
      <h3 className="text-[1rem]">Details</h3>
      <FactsField facts={question.facts} onChange={(facts) => onChange((held) => ({ ...held, facts }))} />
      <div className="grid gap-4 sm:grid-cols-2">
        <ChoiceField
          path={["lesson"]}
          label="Lesson"
          none="Choose a lesson"
          value={question.lesson}
          onChange={(lesson) => onChange((held) => ({ ...held, lesson }))}
          options={vocabulary.lessons.map(({ id, title }) => ({ id, label: `${id} ${title}` }))}
        />
        <ChoiceField
          path={["difficulty"]}
          label="Difficulty, a guess"
          none="Choose a difficulty"
          value={question.difficulty === null ? "" : String(question.difficulty)}
          onChange={(value) => onChange((held) => ({ ...held, difficulty: value === "" ? null : Number(value) }))}
          options={DIFFICULTIES}
        />
        <VerifiedField {...props} />
        <LineField
          path={["cues"]}
          label="Cues of the facts sheet (optional)"
          value={question.cues.join(" ")}
          placeholder="T1.2 S3.1"
          onChange={(text) => onChange((held) => ({ ...held, cues: text.split(" ") }))}
        />
      </div>
      <ExamsField {...props} />
      <Checkbox
        label="Counter-cue: the option that looks like the trap is right here"
        checked={question.counterCue}
        onChange={(event) => onChange((held) => ({ ...held, counterCue: event.target.checked }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <IdField
          path={["id"]}
          label="Id"
          value={question.id}
          fixed={fixedId}
          others={others}
          onChange={(id) => onChange((held) => ({ ...held, id }))}
        />
        <LineField
          path={["parallelOf"]}
          label="Parallel to (optional)"
          hint="The id of the question that this one probes anew."
          value={question.parallelOf}
          onChange={(parallelOf) => onChange((held) => ({ ...held, parallelOf: parallelOf.trim() }))}
        />
      </div>
      {question.remark === "" ? null : (
        <div className="grid gap-2 rounded-card border border-line bg-sunken p-4">
          <p className="text-sm font-[550]">A remark that came with the import and belongs to no option</p>
          <p className="text-sm whitespace-pre-wrap">{question.remark}</p>
          <Button className="justify-self-start text-sm" onClick={() => onChange((held) => ({ ...held, remark: "" }))}>
            Drop the remark
          </Button>
        </div>
      )}
    </section>
  );
}
