import type { Range } from "./highlights";
import { lineInlines } from "./line-text";
import { InlineView } from "./rich-text-view";

/** A line (an ask, an option, a prompt) with its code set as code. */
export function LineView({ line, highlights }: { line: string; highlights?: readonly Range[] }) {
  return (
    <span className="line">
      <InlineView inlines={lineInlines(line)} highlights={highlights} />
    </span>
  );
}
