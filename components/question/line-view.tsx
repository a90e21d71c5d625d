import type { Range } from "./highlights";
import { lineInlines } from "./line-text";
import { InlineView } from "./rich-text-view";

/** A line (an ask, an option, a prompt) with its code set as code. */
export function LineView({ line, highlights }: { line: string; highlights?: readonly Range[] }) {
  return (
    <span className="[&_code]:rounded-[5px] [&_code]:border [&_code]:border-line [&_code]:bg-sunken [&_code]:px-1 [&_code]:py-px [&_code]:text-[0.88em] [&_code]:[overflow-wrap:anywhere]">
      <InlineView inlines={lineInlines(line)} highlights={highlights} />
    </span>
  );
}
