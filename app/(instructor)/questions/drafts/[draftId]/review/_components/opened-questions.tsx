import { ChangeList } from "@/components/authoring/change-list";
import { FeedbackView } from "@/components/question/feedback-view";
import { LineView } from "@/components/question/line-view";
import { QuestionText } from "@/components/question/question-text";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { OpenedQuestion } from "@/lib/usecases/authoring/review";

function tagWords({ tags, guessed, asked, differences }: NonNullable<OpenedQuestion["blind"]>): string {
  if (asked === 0) return "It has no tags to compare with.";
  if (guessed === 0) return "You guessed no trap.";
  const many = `${guessed} of ${asked} traps guessed`;
  if (tags === "changed")
    return `${many}; ${differences.length === 1 ? "one differs" : `${differences.length} differ`} from the tags.`;
  return `${many}, all as tagged.`;
}

function Comparison({ blind }: { blind: NonNullable<OpenedQuestion["blind"]> }) {
  const agrees = blind.solved === "agreed";
  return (
    <Notice
      role="note"
      tone={agrees && blind.differences.length === 0 ? "success" : "warning"}
      title={agrees ? "Your answer agrees with the key" : "Your answer differs from the key"}
    >
      <p>{tagWords(blind)}</p>
      {blind.differences.length === 0 ? null : (
        <ul className="mt-2 grid gap-2">
          {blind.differences.map(({ part, tagged, guessed }) => (
            <li key={part}>
              <span className="font-[550]">
                <LineView line={part} />
              </span>
              <br />
              You said: {guessed}. Tagged: {tagged}.
            </li>
          ))}
        </ul>
      )}
      {blind.untagged.length === 0 ? null : (
        <>
          <p className="mt-2">Where you saw a trap and no tag is; perhaps one is missing:</p>
          <ul className="mt-1 grid gap-2">
            {blind.untagged.map(({ part, guessed }) => (
              <li key={part}>
                <span className="font-[550]">
                  <LineView line={part} />
                </span>
                <br />
                You said: {guessed}.
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

/** The questions of a draft with key, rationales and tags, beside what the reviewer made of them and what changes. */
export function OpenedQuestions({ questions }: { questions: readonly OpenedQuestion[] }) {
  return questions.map(({ id, room, answer, feedback, blind, changes }, index) => (
    <Card key={id} as="section" aria-label={`Question ${index + 1}`} className="grid gap-6">
      {questions.length === 1 ? null : (
        <h2 className="num text-base font-semibold">
          Question {index + 1} of {questions.length}
        </h2>
      )}
      {blind === null ? null : <Comparison blind={blind} />}
      <QuestionText question={room} />
      <FeedbackView question={room.question} answer={answer} feedback={feedback} isKey={blind === null} />
      <section aria-label={`What changes in question ${index + 1}`} className="grid gap-3 border-t border-line pt-5">
        <h3 className="text-lg">{changes === null ? "New in the bank" : "What changes"}</h3>
        {changes === null ? (
          <p className="text-ink-2">There is no published version to compare with.</p>
        ) : (
          <ChangeList changes={changes} />
        )}
      </section>
    </Card>
  ));
}
