"use client";

import { BrandMark } from "@/components/layout/brand-mark";
import { buttonClass } from "@/components/ui/button-class";

/**
 * What stands where nothing is: AppHeader, and an EmptyState. Every page says what to show in that case, and says it
 * twice: as a client component it is named there and not written out; and it is built of plain elements, since it is
 * sent along with every page.
 */
export function NothingHere() {
  return (
    <div className="flex min-h-dvh flex-col print:block print:min-h-0">
      <header className="border-b border-line bg-surface print:hidden">
        <div className="mx-auto flex max-w-[100rem] flex-wrap items-center gap-x-3 px-4 sm:px-6">
          <a href="/" className="-ml-1 flex min-h-14 items-center gap-2 px-1 font-bold tracking-[-0.01em]">
            <BrandMark />
            Trapline
          </a>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="grow px-4 pt-8 pb-16 sm:px-6 print:p-0">
        <div className="mx-auto w-full max-w-narrow print:max-w-none">
          <div className="flex flex-col items-start gap-2 rounded-card border border-dashed border-line-strong p-6 sm:p-8">
            <svg aria-hidden="true" width={24} height={24} viewBox="0 0 24 24" className="icon mb-1 text-ink-3">
              <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm5-1.5L20.5 20.5" />
            </svg>
            <h1 className="text-lg">There is nothing for you at this address</h1>
            <div className="max-w-reading text-ink-2">
              <p>
                It may have been moved or removed, or it belongs to another account than the one you are signed in with.
              </p>
              <p className="mt-2">Your own work is not touched by this: answers are saved as you make them.</p>
            </div>
            <div className="mt-3 flex flex-wrap gap-2">
              <a href="/" className={buttonClass("primary")}>
                Go to the start
              </a>
            </div>
          </div>
        </div>
      </main>
    </div>
  );
}
