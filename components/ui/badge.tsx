import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName, iconMarkup } from "@/components/ui/icon";
import { type Markup, markup } from "@/lib/core/shared/markup";

type Tone = "neutral" | "accent" | "right" | "wrong" | "trap";

const tones = {
  neutral: "badge-neutral",
  accent: "badge-accent",
  right: "badge-right",
  wrong: "badge-wrong",
  trap: "badge-trap",
} satisfies Record<Tone, string>;

interface State {
  tone: Tone;
  icon: IconName | null;
  word: string;
}

/** Every state has its own word and, where it must be found at a glance, its own sign: never colour alone. */
const states = {
  saved: { tone: "right", icon: "cloud-check", word: "saved" },
  saving: { tone: "neutral", icon: "clock", word: "saving" },
  offline: { tone: "trap", icon: "wifi-off", word: "offline" },
  late: { tone: "wrong", icon: "clock", word: "late" },
  answered: { tone: "accent", icon: "check", word: "answered" },
  unanswered: { tone: "neutral", icon: "minus", word: "not answered" },
  flagged: { tone: "trap", icon: "flag", word: "flagged" },
  struck: { tone: "neutral", icon: "strike", word: "struck out" },
  right: { tone: "right", icon: "check", word: "right" },
  wrong: { tone: "wrong", icon: "cross", word: "wrong" },
  trap: { tone: "trap", icon: "trap", word: "trap" },
  pilot: { tone: "neutral", icon: "target", word: "not scored" },
  suspected: { tone: "neutral", icon: "search", word: "suspected" },
  confirmed: { tone: "trap", icon: "trap", word: "confirmed" },
  treated: { tone: "accent", icon: "book", word: "treated" },
  due: { tone: "accent", icon: "clock", word: "due" },
  cured: { tone: "right", icon: "check", word: "cured" },
  relapsed: { tone: "wrong", icon: "undo", word: "relapsed" },
  draft: { tone: "neutral", icon: "edit", word: "draft" },
  "in-review": { tone: "accent", icon: "eye", word: "in review" },
  published: { tone: "right", icon: "check", word: "published" },
  retired: { tone: "neutral", icon: "eye-off", word: "retired" },
  neutral: { tone: "neutral", icon: null, word: "" },
} satisfies Record<string, State>;

export type BadgeState = keyof typeof states;

export interface BadgeProps {
  state: BadgeState;
  /** Replaces the state's own word; keep the word in it ("cured 12 Nov"). Needed for `neutral`. */
  children?: ReactNode;
  className?: string;
}

const SHAPE = "badge";

/** A small pill that says a state. */
export function Badge({ state, children, className }: BadgeProps) {
  const { tone, icon, word }: State = states[state];
  return (
    <span className={classNames(SHAPE, tones[tone], className)}>
      {icon === null ? null : <Icon name={icon} size={14} />}
      {children ?? word}
    </span>
  );
}

/** A badge inside of `Prepared`. `text` replaces the state's own word. */
export function badgeMarkup(state: BadgeState, text?: string): Markup {
  const { tone, icon, word }: State = states[state];
  const sign = icon === null ? null : iconMarkup(icon, 14);
  return markup`<span class="${classNames(SHAPE, tones[tone])}">${sign}${text ?? word}</span>`;
}
