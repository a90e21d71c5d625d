import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface AppShellProps {
  /** AppHeader, or the exam room's own bar. */
  header: ReactNode;
  /** SiteFooter; none in the exam room. */
  footer?: ReactNode;
  /** narrow 720 px (forms, reading), default 1080 px, wide 1240 px (tables). */
  width?: "narrow" | "default" | "wide";
  children: ReactNode;
}

const widths = { narrow: "max-w-narrow", default: "max-w-default", wide: "max-w-wide" };

/** Header, main part and footer of a page. The skip link of the root layout leads to `#main`. */
export function AppShell({ header, footer, width = "default", children }: AppShellProps) {
  return (
    <div className="flex min-h-dvh flex-col print:block print:min-h-0">
      {header}
      <main id="main" tabIndex={-1} className="grow px-4 pt-8 pb-16 sm:px-6 print:p-0">
        <div className={classNames("mx-auto w-full print:max-w-none", widths[width])}>{children}</div>
      </main>
      {footer}
    </div>
  );
}
