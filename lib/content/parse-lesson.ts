import { type Lesson, lessonFrontSchema, lessonSchema } from "@/lib/core/pack/schema";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import type { ContentProblem, Place } from "./content-problem";
import { parseYaml } from "./parse-yaml";

export type ParsedLesson = { lesson: Lesson; lineOf: Place["lineOf"] };

type Section = { id: string; title: string; exams: string[]; line: number; text: string[] };

const FENCE = /^\s*(```|~~~)/;
const SECTION = /^##\s+(.+?)\s*\{#([^\s{}]+)((?:\s+[^\s{}]+)*)\s*\}\s*$/;

/** Reads `{#anchor exams=a,b}`; anything else in the braces is a fault. */
function sectionOf(heading: string, line: number): { section: Section; faults: string[] } | null {
  const match = SECTION.exec(heading);
  if (match === null) return null;
  const [, title = "", id = "", rest = ""] = match;
  const section: Section = { id, title, exams: [], line, text: [] };
  const faults: string[] = [];
  for (const attribute of rest.split(/\s+/).filter((word) => word !== "")) {
    const exams = /^exams=(.+)$/.exec(attribute)?.[1];
    if (exams === undefined) faults.push(`unknown attribute ${attribute}`);
    else section.exams.push(...exams.split(","));
  }
  return { section, faults };
}

function cutSections(lines: readonly string[], firstLine: number): { sections: Section[]; faults: [number, string][] } {
  const sections: Section[] = [];
  const faults: [number, string][] = [];
  let fenced = false;
  let outside = false;
  for (const [index, text] of lines.entries()) {
    const line = firstLine + index;
    if (FENCE.test(text)) fenced = !fenced;
    if (!fenced && /^##(\s|$)/.test(text)) {
      const found = sectionOf(text, line);
      if (found === null) {
        faults.push([line, "a section needs an anchor: ## Title {#anchor}"]);
        continue;
      }
      if (sections.some((section) => section.id === found.section.id)) {
        faults.push([line, `the anchor ${found.section.id} stands twice`]);
      }
      faults.push(...found.faults.map((fault): [number, string] => [line, fault]));
      sections.push(found.section);
      continue;
    }
    const section = sections.at(-1);
    if (section !== undefined) section.text.push(text);
    else if (text.trim() !== "" && !outside) {
      outside = true;
      faults.push([line, "text stands before the first section"]);
    }
  }
  return { sections, faults };
}

/**
 * A lesson file: YAML front matter between `---` lines, then sections that each begin with `## Title {#anchor}` or
 * `## Title {#anchor exams=some-exam}`. Paths for lines: front-matter keys, and `sections.<n>`.
 */
export function parseLesson(text: string, file: string): Result<ParsedLesson, ContentProblem[]> {
  const problem = (line: number, message: string): ContentProblem => ({
    rule: "lesson-sections",
    file,
    line,
    message,
    severity: "error",
  });
  const lines = text.split(/\r?\n/);
  const end = lines[0] === "---" ? lines.indexOf("---", 1) : -1;
  if (end < 0) return fail([problem(1, "a lesson begins with front matter between two lines of ---")]);
  const front = parseYaml(lessonFrontSchema, lines.slice(1, end).join("\n"), { file, firstLine: 2 });
  const { sections, faults } = cutSections(lines.slice(end + 1), end + 2);
  if (sections.length === 0) faults.push([end + 1, "a lesson needs at least one section"]);
  const problems = faults.map(([line, message]) => problem(line, message));
  if (!front.ok) return fail([...front.error, ...problems]);
  const sectionLine = (index: unknown): number => sections[Number(index)]?.line ?? end + 1;
  const parsed = lessonSchema.safeParse({
    ...front.value.value,
    sections: sections.map(({ id, title, exams, text: body }) => ({
      id,
      title,
      exams,
      markdown: body.join("\n").trim(),
    })),
  });
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      if (issue.path[0] !== "sections" || issue.path.length < 2) continue;
      problems.push(problem(sectionLine(issue.path[1]), `${String(issue.path[2] ?? "section")}: ${issue.message}`));
    }
  }
  if (!parsed.success || problems.length > 0) return fail(problems);
  const frontLine = front.value.lineOf;
  return ok({
    lesson: parsed.data,
    lineOf: (path) => (path[0] === "sections" && path.length > 1 ? sectionLine(path[1]) : frontLine(path)),
  });
}
