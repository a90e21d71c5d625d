import { classNames } from "@/components/ui/class-names";
import { Kbd } from "@/components/ui/kbd";
import type { Confidence } from "@/lib/core/attempt/events";

const choices: readonly { value: Confidence; word: string }[] = [
  { value: "sure", word: "Sure" },
  { value: "unsure", word: "Unsure" },
  { value: "guess", word: "A guess" },
];

/** What the key with this place (from 0) says. */
export const confidenceAt = (place: number): Confidence | undefined => choices[place]?.value;

type ConfidenceRowProps = { value: Confidence | null; disabled: boolean; onChange: (value: Confidence | null) => void };

/** How sure the learner was: may be left out, and taken back by pressing it again. */
export function ConfidenceRow({ value, disabled, onChange }: ConfidenceRowProps) {
  return (
    <fieldset disabled={disabled} className="flex flex-wrap items-center gap-2">
      <legend className="float-left mr-2 text-sm text-ink-2 max-sm:mb-1.5 max-sm:w-full">How sure were you?</legend>
      {choices.map((choice, place) => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={value === choice.value}
          onClick={() => onChange(value === choice.value ? null : choice.value)}
          className={classNames(
            "min-h-11 rounded-pill border px-4 text-sm",
            value === choice.value
              ? "border-accent bg-accent-soft font-[550] text-ink shadow-[inset_0_0_0_1px_var(--accent)]"
              : "border-line-strong bg-surface text-ink-2 hover:border-ink-2",
          )}
        >
          {choice.word}
          <span aria-hidden="true" className="ml-2 max-sm:hidden">
            <Kbd>{String(place + 1)}</Kbd>
          </span>
        </button>
      ))}
    </fieldset>
  );
}
