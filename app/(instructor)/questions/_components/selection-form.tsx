"use client";

import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";

/**
 * The form around a page of the bank: what is ticked, or all that match, goes on to the page of bulk work. It is a plain
 * GET form; scripts add the counting and the box for the whole page.
 */
export function SelectionForm({
  fields,
  ids,
  total,
  children,
}: {
  /** The filter, for "all that match". */
  fields: readonly (readonly [string, string])[];
  ids: readonly string[];
  total: number;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  // Null until something was ticked: without scripts nothing is counted.
  const [count, setCount] = useState<number | null>(null);
  const boxes = () => [...(form.current?.querySelectorAll<HTMLInputElement>('input[name="id"]') ?? [])];
  const recount = () => setCount(boxes().filter((box) => box.checked).length);
  const tickAll = (checked: boolean) => {
    for (const box of boxes()) box.checked = checked;
    recount();
  };
  return (
    <>
      <form ref={form} id="selection" action="/questions/bulk" onChange={recount} className="[--table-head-top:3.3rem]">
        <div className="sticky top-0 z-20 -mx-4 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-4 pb-2">
          <label className="flex min-h-11 items-center gap-3 noscript:hidden">
            <input
              type="checkbox"
              className="checkbox"
              checked={count === ids.length}
              onChange={(event) => tickAll(event.currentTarget.checked)}
            />
            <span>All on this page</span>
          </label>
          <span aria-live="polite" className="num text-sm text-ink-2">
            {count === null || count === 0 ? "" : `${count} selected`}
          </span>
          <span className="ml-auto flex flex-wrap gap-2">
            <Button type="submit">Change the selected</Button>
            <Button type="submit" form="all-that-match" variant="ghost">
              Change all {total}
            </Button>
          </span>
        </div>
        {children}
      </form>
      <form id="all-that-match" action="/questions/bulk">
        <input type="hidden" name="all" value="yes" />
        {fields.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </>
  );
}
