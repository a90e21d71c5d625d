import type { Inline } from "@/lib/core/rich-text/rich-text";

/** A line (an ask, an option) as inlines: what stands between backticks is code, everything else is text. */
export function lineInlines(line: string): Inline[] {
  if (!line.includes("`")) return line === "" ? [] : [{ kind: "text", text: line }];
  return line.split(/(`[^`]+`)/).flatMap((piece): Inline[] => {
    if (piece === "") return [];
    if (/^`[^`]+`$/.test(piece)) return [{ kind: "code", text: piece.slice(1, -1) }];
    return [{ kind: "text", text: piece }];
  });
}

/** The words of a line as they are shown: what offsets of highlights count in. */
export const lineWords = (line: string): string => line.replace(/`([^`]+)`/g, "$1");
