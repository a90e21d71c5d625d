import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";

export type NoticeTone = "info" | "success" | "warning" | "danger";

const tones = {
  info: { icon: "info", look: "border-accent bg-accent-soft", ink: "text-accent", word: "Note" },
  success: { icon: "check", look: "border-right bg-right-soft", ink: "text-right", word: "Done" },
  warning: { icon: "warning", look: "border-trap bg-trap-soft", ink: "text-trap", word: "Take care" },
  danger: { icon: "warning", look: "border-wrong bg-wrong-soft", ink: "text-wrong", word: "Problem" },
} satisfies Record<NoticeTone, { icon: IconName; look: string; ink: string; word: string }>;

export interface NoticeProps {
  tone?: NoticeTone;
  /** The finding in words. Without it the tone is said to screen readers alone. */
  title?: ReactNode;
  /** What happened to the person's work, and what to do. */
  children?: ReactNode;
  /** Buttons or links under the text. */
  action?: ReactNode;
  /**
   * How it is announced when it appears: alert interrupts (danger by itself), status waits its turn (the other
   * tones), note says nothing by itself: for text that is there from the start.
   */
  role?: "alert" | "status" | "note";
  className?: string;
}

/** A message in the flow of the page. */
export function Notice({ tone = "info", title, children, action, role, className }: NoticeProps) {
  const { icon, look, ink, word } = tones[tone];
  return (
    <div
      role={role ?? (tone === "danger" ? "alert" : "status")}
      className={classNames("flex gap-3 rounded-card border px-4 py-3.5", look, className)}
    >
      <Icon name={icon} className={classNames("mt-px", ink)} />
      <div className="min-w-0 grow">
        {title === undefined ? <span className="sr-only">{word}: </span> : <p className="font-semibold">{title}</p>}
        {children === undefined ? null : <div className="text-ink">{children}</div>}
        {action === undefined ? null : <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
