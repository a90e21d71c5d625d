import { problemsOf, type Rule } from "@/lib/content/lint/rule";
import { richText } from "@/lib/content/markdown";
import type { Block, RichText } from "@/lib/core/rich-text/rich-text";
import { svgFaults } from "./svg";

type Figure = Extract<Block, { kind: "figure" }>;

/** The figures of a text, those in lists and quotes too. */
function figuresIn(text: RichText): Figure[] {
  return text.flatMap((block) => {
    switch (block.kind) {
      case "figure":
        return [block];
      case "list":
        return block.items.flatMap(figuresIn);
      case "quote":
        return figuresIn(block.blocks);
      default:
        return [];
    }
  });
}

/** Every figure that a lesson names exists and has words for who cannot see it; every figure is safe and is used. */
export const figures: Rule = (pack) => {
  const report = problemsOf(pack, "figures");
  const known = new Set(pack.figures.map(({ source }) => source));
  const used = new Set<string>();
  const named = pack.lessons.flatMap(({ id, sections }) =>
    sections.flatMap(({ markdown }, index) => {
      const spot = { kind: "lesson", id, path: ["sections", index] } as const;
      const found = figuresIn(richText(markdown));
      for (const { source } of found) used.add(source);
      const images = markdown.match(/!\[/g)?.length ?? 0;
      return [
        ...found
          .filter(({ source }) => !known.has(source))
          .map(({ source }) => report.error(`there is no figure ${source}`, spot)),
        ...found
          .filter(({ alt }) => alt.trim() === "")
          .map(({ source }) => report.error(`the figure ${source} has no text for who cannot see it`, spot)),
        ...(images > found.length
          ? [report.error("an image stands inside a paragraph and will not be shown", spot)]
          : []),
      ];
    }),
  );
  const drawn = pack.figures.flatMap(({ source, svg }) => {
    const spot = { kind: "figure", id: source } as const;
    return [
      ...svgFaults(svg).map((fault) => report.error(fault, spot)),
      ...(used.has(source) ? [] : [report.warning("no lesson uses the figure", spot)]),
    ];
  });
  return [...named, ...drawn];
};
