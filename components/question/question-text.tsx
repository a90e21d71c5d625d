import type { Highlight } from "@/lib/core/attempt/events";
import type { RoomQuestion } from "@/lib/core/attempt/room";
import { rangesOf } from "./highlights";
import { LineView } from "./line-view";
import { type Figures, RichTextView } from "./rich-text-view";
import { ScenarioPanel } from "./scenario-panel";

export type QuestionTextProps = {
  question: RoomQuestion;
  /** The learner's marks; given at all, every part can be selected for highlighting. */
  highlights?: readonly Highlight[];
  /** The id of the ask, which names the group of answers. */
  askId?: string;
  figures?: Figures;
};

/** What a question says: the scenario of its case, the stem, and in bold what is asked. No hooks: any page may show it. */
export function QuestionText(props: QuestionTextProps) {
  const { scenario } = props.question;
  return (
    <div className="grid gap-6">
      {scenario === null ? null : (
        <ScenarioPanel title={scenario.title} position={scenario.position} of={scenario.of}>
          <ScenarioText {...props} />
        </ScenarioPanel>
      )}
      <StemAndAsk {...props} />
    </div>
  );
}

const marked = ({ highlights }: QuestionTextProps, part: Highlight["part"]) =>
  highlights === undefined ? undefined : rangesOf(highlights, part);

/** What the scenario of a case says; nothing for a question of no case. */
export function ScenarioText(props: QuestionTextProps) {
  const { scenario } = props.question;
  if (scenario === null) return null;
  return (
    <div data-part="scenario" className="prose-stem text-[1.0625rem]">
      <RichTextView text={scenario.text} highlights={marked(props, "scenario")} figures={props.figures} />
    </div>
  );
}

/** What a question says by itself, without the scenario of its case. */
export function StemAndAsk(props: QuestionTextProps) {
  const { question, askId, figures } = props;
  return (
    <div className="grid gap-4">
      <div data-part="stem" className="prose-stem">
        <RichTextView text={question.stem} highlights={marked(props, "stem")} figures={figures} />
      </div>
      <p id={askId} data-part="ask" className="prose-stem font-semibold">
        <LineView line={question.question.ask} highlights={marked(props, "ask")} />
      </p>
    </div>
  );
}
