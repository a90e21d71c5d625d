// Which elements of HTML become Markdown, which go with all they hold, and how the rest is taken.

const words = (list: string): string[] => list.split(" ");

/** Elements that Markdown can say, after renaming; every other one leaves its text. */
export const ALLOWED: ReadonlySet<string> = new Set(
  words(
    "p div br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table thead tbody tfoot tr th td caption " +
      "strong em s code a sup sub q",
  ),
);

/** Inline elements, of which none is opened within itself. */
export const FORMATTING: ReadonlySet<string> = new Set(words("strong em s code a sup sub q"));

/** Elements that end an open paragraph. */
export const BLOCKS: ReadonlySet<string> = new Set(
  words("p div hr h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table li dt dd"),
);

/** Other names for what an allowed element means. */
export const RENAMED: ReadonlyMap<string, string> = new Map([
  ...words("b").map((name) => [name, "strong"] as const),
  ...words("i cite dfn var").map((name) => [name, "em"] as const),
  ...words("strike del").map((name) => [name, "s"] as const),
  ...words("tt kbd samp").map((name) => [name, "code"] as const),
  ...words("dir menu").map((name) => [name, "ul"] as const),
  ...words("listing xmp plaintext").map((name) => [name, "pre"] as const),
  ...words(
    "section article aside header footer main nav address center figure figcaption details summary fieldset legend form " +
      "hgroup search",
  ).map((name) => [name, "div"] as const),
]);

export const ACTIVE = "an event handler";

/** Elements that go with all they hold, and what an author would call them. */
export const DROPPED: ReadonlyMap<string, string> = new Map([
  ["script", "a script"],
  ["style", "a style sheet"],
  ["link", "a linked file"],
  ["meta", "page data"],
  ["base", "page data"],
  ["title", "the page's title"],
  ["iframe", "an embedded page"],
  ["frame", "an embedded page"],
  ["frameset", "an embedded page"],
  ["noframes", "the substitute of an embedded page"],
  ["noembed", "the substitute of an embedded object"],
  ["noscript", "the substitute of a script"],
  ["object", "an embedded object"],
  ["embed", "an embedded object"],
  ["applet", "an embedded object"],
  ["param", "an embedded object"],
  ["canvas", "a drawing"],
  ["svg", "a drawing"],
  ["math", "a formula"],
  ["audio", "a sound"],
  ["video", "a film"],
  ["source", "a sound or film"],
  ["track", "a sound or film"],
  ["template", "a template"],
  ["slot", "a template"],
  ["dialog", "a dialogue"],
  ["input", "a form field"],
  ["textarea", "a form field"],
  ["select", "a form field"],
  ["datalist", "a form field"],
  ["button", "a form field"],
  ["option", "a form field"],
  ["optgroup", "a form field"],
  ["map", "an image map"],
  ["area", "an image map"],
  ["marquee", "a moving text"],
  ["portal", "an embedded page"],
]);

/** Dropped elements that hold nothing. */
export const VOID: ReadonlySet<string> = new Set(words("link meta base frame embed param source track input area"));

/** Dropped elements whose content is no markup. */
export const RAW_TEXT: ReadonlySet<string> = new Set(
  words("script style title iframe noframes noembed noscript textarea"),
);

type ImpliedEnd = { ends: ReadonlySet<string>; until: ReadonlySet<string> };

const rule = (ends: string, until: string): ImpliedEnd => ({
  ends: new Set(words(ends)),
  until: new Set(words(until)),
});

/** What the start of an element ends, looked for from the innermost open one outwards until one of `until`. */
export const IMPLIED_ENDS: ReadonlyMap<string, ImpliedEnd> = new Map([
  ["p", rule("p", "div blockquote li dt dd td th caption table ul ol dl")],
  ["li", rule("li p", "ul ol td th caption table div blockquote")],
  ["dt", rule("dt dd p", "dl td th caption table div blockquote")],
  ["dd", rule("dt dd p", "dl td th caption table div blockquote")],
  ["caption", rule("caption", "table")],
  ["thead", rule("caption thead tbody tfoot", "table")],
  ["tbody", rule("caption thead tbody tfoot", "table")],
  ["tfoot", rule("caption thead tbody tfoot", "table")],
  ["tr", rule("caption tr", "table thead tbody tfoot")],
  ["td", rule("td th", "table thead tbody tfoot tr")],
  ["th", rule("td th", "table thead tbody tfoot tr")],
]);
