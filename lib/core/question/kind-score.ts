/** What a kind says of one response, before duplicates and plain errors are taken out. */
export type KindScore = {
  right: boolean;
  offered: readonly (string | undefined)[];
  taken: readonly (string | undefined)[];
  refused: readonly (string | undefined)[];
};
