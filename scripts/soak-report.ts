const HEAD =
  "# Reliability\n\nWritten by `npm run soak`, a part for each engine: learners answer over a line that delays, doubles, reorders and loses what\npasses, while servers are killed, told to stop and replaced, and the database is locked, full or killed.\n";

/** The report with the part of an engine put in or replaced, and the others as they were. */
export function withSection(report: string, engine: string, lines: readonly string[]): string {
  const parts = new Map(
    report
      .split(/^## /m)
      .slice(1)
      .map((part) => [part.split("\n", 1)[0] ?? "", part.slice(part.indexOf("\n")).trim()]),
  );
  parts.set(engine, lines.join("\n"));
  const sections = [...parts].sort(([a], [b]) => (a > b ? -1 : 1)).map(([name, text]) => `\n## ${name}\n\n${text}\n`);
  return `${HEAD}${sections.join("")}`;
}
