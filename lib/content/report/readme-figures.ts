const BEGIN = "<!-- figures: npm run content:report -->";
const END = "<!-- /figures -->";

/**
 * A text with its figures replaced: what stands between the two marks.
 *
 * @throws when the marks are not there, once each and in their order.
 */
export function withFigures(text: string, lines: readonly string[]): string {
  const [before, rest, ...others] = text.split(BEGIN);
  const [old, after, ...more] = (rest ?? "").split(END);
  if (before === undefined || old === undefined || after === undefined || others.length + more.length > 0) {
    throw new Error(`the text needs ${BEGIN} and ${END}, once each`);
  }
  return `${before}${BEGIN}\n\n${lines.join("\n")}\n\n${END}${after}`;
}
