import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface TabsNavItem {
  href: string;
  label: ReactNode;
  /** How many are behind it. */
  count?: number;
}

export interface TabsNavProps {
  /** Names the navigation, e.g. "Parts of the cohort". */
  label: string;
  items: readonly TabsNavItem[];
  /** The href of the page that is shown. */
  current: string;
  className?: string;
}

/** Links in the shape of tabs, for parts of a page that have their own address. Scrolls inside itself on phones. */
export function TabsNav({ label, items, current, className }: TabsNavProps) {
  return (
    <nav aria-label={label} className={classNames("mb-6 border-b border-line", className)}>
      <ul className="-mx-1 flex gap-1 overflow-x-auto px-1 [scrollbar-width:none]">
        {items.map(({ href, label: text, count }) => {
          const isCurrent = href === current;
          return (
            <li key={href} className={classNames("shrink-0 py-1", isCurrent && "scroll-start-here")}>
              <Link
                href={href}
                aria-current={isCurrent ? "page" : undefined}
                className={classNames(
                  "relative flex min-h-11 items-center gap-2 rounded-control px-3",
                  isCurrent
                    ? "font-[550] text-ink after:absolute after:inset-x-3 after:-bottom-1 after:h-0.5 after:bg-accent"
                    : "text-ink-2 hover:bg-sunken hover:text-ink",
                )}
              >
                {text}
                {count === undefined ? null : (
                  <span className="num rounded-pill bg-sunken px-1.5 text-xs text-ink-2">{count}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
