/** A text as ids and file names have it: lower-case words joined by single hyphens or dots; empty where nothing is left. */
export const slugOf = (text: string, most = 76): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, "-")
    .replaceAll(/([.-])[.-]+/g, "$1")
    .slice(0, most + 1)
    .replace(/^[-.]/, "")
    .slice(0, most)
    .replace(/[-.]$/, "");
