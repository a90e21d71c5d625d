import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "@/components/layout/brand-mark";
import { classNames } from "@/components/ui/class-names";

export interface NavItem {
  href: string;
  label: string;
}

export interface AppHeaderProps {
  /** The sections of the area, e.g. Practice, Exams, Weaknesses, Lessons. May be empty. */
  nav: readonly NavItem[];
  /** The href of the section that is shown; "" for none. */
  current: string;
  /** At the right: the exam, the person's menu, a sign-in link. */
  right?: ReactNode;
  /** Where the name leads; "/" unless told. */
  homeHref?: string;
}

/**
 * The bar at the top. On phones the sections become a second line that scrolls inside itself, so that all of them
 * are reachable without a script.
 */
export function AppHeader({ nav, current, right, homeHref = "/" }: AppHeaderProps) {
  return (
    <header className="border-b border-line bg-surface print:hidden">
      <div className="mx-auto flex max-w-[100rem] flex-wrap items-center gap-x-3 px-4 sm:px-6">
        <Link href={homeHref} className="-ml-1 flex min-h-14 items-center gap-2 px-1 font-bold tracking-[-0.01em]">
          <BrandMark />
          Trapline
        </Link>
        {nav.length === 0 ? null : (
          <nav
            aria-label="Main"
            className="order-last -mx-4 w-[calc(100%+2rem)] border-t border-line sm:order-none sm:mx-0 sm:w-auto sm:min-w-0 sm:flex-1 sm:border-0"
          >
            <ul className="flex overflow-x-auto px-2 [scrollbar-width:none] sm:px-0">
              {nav.map(({ href, label }) => {
                const isCurrent = href === current;
                return (
                  <li key={href} className={classNames("shrink-0", isCurrent && "scroll-start-here")}>
                    <Link
                      href={href}
                      aria-current={isCurrent ? "page" : undefined}
                      className={classNames(
                        "relative flex min-h-11 items-center px-2.5 font-[500] -outline-offset-2 sm:min-h-14",
                        isCurrent
                          ? "text-ink after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:bg-accent"
                          : "text-ink-2 hover:text-ink",
                      )}
                    >
                      {label}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </nav>
        )}
        {right === undefined ? null : (
          <div className="ml-auto flex min-w-0 items-center gap-2 text-sm text-ink-2">{right}</div>
        )}
      </div>
    </header>
  );
}
