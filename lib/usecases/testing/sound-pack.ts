import { type Edits, smallPack } from "./small-pack";

const PADDING = "The kettle sings and the cup waits. ".repeat(7);

/** The small pack with stems as long and asks as plain as the rules want them: its questions can be published again. */
export const soundPack = (edits: Pick<Edits, "id"> = {}) =>
  smallPack({
    ...edits,
    edit: (question) => ({
      ...question,
      stem: `${question.stem} ${PADDING}`.trim(),
      ...(question.type === "multiple-response" ? { ask: "Choose the TWO that fit." } : {}),
    }),
  });
