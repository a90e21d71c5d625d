import type { HTMLAttributes, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface CardProps extends HTMLAttributes<HTMLElement> {
  /** `div` unless told. A `section` with a heading is named by aria-labelledby. */
  as?: "div" | "section" | "article" | "li";
  /** none: the content brings its own, e.g. CardRow. */
  padding?: "none" | "sm" | "md";
}

const paddings = { none: "", sm: "p-4", md: "p-5 sm:p-6" };

/** A sheet on the page. */
export function Card({ as: Tag = "div", padding = "md", className, ...rest }: CardProps) {
  return <Tag {...rest} className={classNames("sheet", paddings[padding], className)} />;
}

/** One row of a `padding="none"` card; a line divides the rows. */
export function CardRow({ as: Tag = "div", className, ...rest }: HTMLAttributes<HTMLElement> & { as?: "div" | "li" }) {
  return <Tag {...rest} className={classNames("border-line p-5 not-first:border-t sm:px-6", className)} />;
}

export interface CardHeaderProps {
  title: ReactNode;
  /** Small text beside the title. */
  note?: ReactNode;
  /** At the right. */
  action?: ReactNode;
  /** The heading's level; 2 unless told. */
  level?: 2 | 3;
  /** Goes on the heading, for aria-labelledby. */
  id?: string;
}

/** The heading line of a card. */
export function CardHeader({ title, note, action, level = 2, id }: CardHeaderProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <Heading id={id} className="text-[1rem] leading-snug">
        {title}
      </Heading>
      {note === undefined ? null : <p className="text-sm text-ink-2">{note}</p>}
      {action === undefined ? null : <div className="ml-auto self-center">{action}</div>}
    </div>
  );
}
