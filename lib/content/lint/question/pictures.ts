import { onceAFamily, problemsOf, type Rule, type Spot } from "@/lib/content/lint/rule";
import { imagesOf, picturesIn, richText } from "@/lib/content/markdown";
import type { PackQuestion } from "@/lib/content/read-pack";
import { pictureOfSource } from "@/lib/core/media/picture";
import type { Question } from "@/lib/core/question/schema";

type Text = { path: readonly PropertyKey[]; markdown: string };

const whysOf = (part: string, of: readonly { why: string }[]): Text[] =>
  of.map(({ why }, index) => ({ path: [part, index, "why"], markdown: why }));

/** Every piece of Markdown that a question shows. */
function textsOf(question: Question): Text[] {
  const stem = { path: ["stem"], markdown: question.stem };
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return [stem, ...whysOf("options", question.options)];
    case "ordering":
      return [
        stem,
        ...whysOf("items", question.items),
        ...whysOf("decoys", question.decoys),
        ...whysOf("wrongOrders", question.wrongOrders),
      ];
    case "matching":
      return [stem, ...whysOf("prompts", question.prompts), ...whysOf("wrongPairs", question.wrongPairs)];
  }
}

/** Every picture that a question names is there, is shown, and has words for who cannot see it. */
export const pictures: Rule = (pack, { pictures: kept }) => {
  const report = problemsOf(pack, "pictures");
  const known = new Set([...pack.pictures.map(({ name }) => name), ...(kept ?? [])]);
  const check = (question: PackQuestion, { path, markdown }: Text) => {
    if (!markdown.includes("![")) return [];
    const spot: Spot = { question, path };
    const images = imagesOf(markdown);
    const faults = images.flatMap(({ source, alt }) => {
      const name = pictureOfSource(source);
      return [
        ...(name === null || !known.has(name) ? [report.error(`there is no picture ${source}`, spot)] : []),
        ...(alt.trim() === "" ? [report.error(`the picture ${source} has no text for who cannot see it`, spot)] : []),
      ];
    });
    const shown = picturesIn(richText(markdown)).length;
    const hidden = images.filter(({ source }) => pictureOfSource(source) !== null).length > shown;
    return hidden
      ? [...faults, report.error("a picture stands where none can be shown: give it a line of its own", spot)]
      : faults;
  };
  const cases = new Set<string>();
  return onceAFamily(pack).flatMap((entry) => {
    const { context, question } = entry;
    const first = context !== null && !cases.has(context.id);
    if (context !== null) cases.add(context.id);
    const scenario = first ? [{ path: [], markdown: context.scenario }] : [];
    return [...scenario, ...textsOf(question)].flatMap((text) => check(entry, text));
  });
};
