import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";

/** fell: took the trap. avoided: chose the key where the trap was offered. undecided: neither. */
export type EvidenceOutcome = "fell" | "avoided" | "undecided";

const looks = {
  fell: { icon: "cross", look: "border-trap bg-trap-soft text-trap", word: "took the trap" },
  avoided: { icon: "check", look: "border-right bg-right-soft text-right", word: "chose the key" },
  undecided: { icon: "minus", look: "border-line-strong bg-sunken text-ink-2", word: "neither the key nor the trap" },
} satisfies Record<EvidenceOutcome, { icon: IconName; look: string; word: string }>;

export interface EvidenceRowProps {
  /** What the answers are evidence of; names the list. */
  label: string;
  /** Oldest first. `note` adds to the words for screen readers and the hover text, e.g. the date. */
  answers: readonly { outcome: EvidenceOutcome; note?: string }[];
}

/** The answers themselves as small squares: what a finding rests on. */
export function EvidenceRow({ label, answers }: EvidenceRowProps) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {answers.map(({ outcome, note }, index) => {
        const { icon, look, word } = looks[outcome];
        const words = note === undefined ? word : `${word}, ${note}`;
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: the row never changes its order, and answers have no id here
            key={index}
            title={words}
            className={classNames("chart grid size-6 place-items-center rounded-[6px] border", look)}
          >
            <Icon name={icon} size={14} className="stroke-3" />
            <span className="sr-only">
              Answer {index + 1}: {words}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
