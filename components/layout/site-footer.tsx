import Link from "next/link";
import { ThemeToggle } from "@/components/layout/theme-toggle";

export interface SiteFooterProps {
  /** That this is no product of the exam's owner, in words that name the exams of the page. */
  notAffiliated: string;
  privacyHref: string;
  /** Name of the licence and where its text is. */
  licence: { label: string; href: string };
  /** Shows the choice of theme; true unless told. */
  themeShown?: boolean;
}

/** The foot of every page except the exam room. */
export function SiteFooter({ notAffiliated, privacyHref, licence, themeShown = true }: SiteFooterProps) {
  return (
    <footer className="border-t border-line print:mt-6">
      <div className="px-4 py-4 sm:px-6 print:px-0 print:py-2">
        <div className="mx-auto flex max-w-wide flex-wrap items-center justify-between gap-x-6 gap-y-1 text-sm text-ink-2">
          <p className="max-w-reading grow basis-80 py-2">{notAffiliated}</p>
          <Link href={privacyHref} className="link flex min-h-11 items-center print:hidden">
            Privacy
          </Link>
          <Link href={licence.href} className="link flex min-h-11 items-center print:hidden">
            {licence.label}
          </Link>
          {themeShown ? (
            <div className="print:hidden">
              <ThemeToggle />
            </div>
          ) : null}
        </div>
      </div>
    </footer>
  );
}
