// How fields that Moodle has no place for travel in its tags, and come back from them.
//
// Moodle keeps of a tag 50 characters, none of them a control character, `<`, `>` or "`", with blanks run together
// (clean_param, PARAM_TAG); two tags that differ in case are one tag to it, spelt as whoever came first spelt it, or in
// lower case (the setting keeptagnamecase); and it exports them in an order of its own. So a tag of ours is
//
//   key:value            lesson:3.1   trap:a=forcing-real-time   exam:mla-c01
//
// in lower case. In a value, a capital letter is written as `^` and the small one, every other character outside
// a–z 0–9 . - _ / : = ; ? # % + @ $ * ( ) ! ~ ' as `^{hexadecimal code}`. What is longer than 50 characters goes in
// numbered parts: `facts~1:…`, `facts~2:…`. Authors may write such tags in Moodle by hand, in any case.
//
//   lesson:3.1  exam:mla-c01  difficulty:2  counter-cue:yes  verified-on:2026-11-20  parallel-of:<id>
//   cues:^t3.1;^s1.10  facts:^d8.5;^d1.11            lists: entries parted by `;`
//   case:<id>  case-index:0                          its title and scenario stand in the question's text
//   choose:2                                         how many options are to be chosen
//   trap:b=<trap>  missed-trap:a=<trap>              of option b, of key a; `trap:x1=…` of the first decoy
//   wrong-order:b/a=<trap>                           step b before step a
//   wrong-pair:a/2=<trap>                            prompt a with the second response
//   ids:<id>;<id>  decoy-ids:…  responses:1.<check>.<id>;…
//   check:<four characters a part>                   see `parts`: places are read by the parts' words
//
// The question's own id is its ID number in Moodle, which a copy of the question does not inherit.

const LONGEST_TAG = 50;
const PLAIN = /^[a-z0-9.\-_/:=;?#%+@$*()!~']$/;

export type TagEntry = { key: string; value: string };

const escaped = (value: string): string =>
  Array.from(value, (character) => {
    if (PLAIN.test(character)) return character;
    if (/^[A-Z]$/.test(character)) return `^${character.toLowerCase()}`;
    return `^{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  }).join("");

const unescaped = (value: string): string =>
  value.replaceAll(/\^(?:\{([0-9a-f]{1,6})\}|([a-z]))/gi, (all: string, code?: string, letter?: string) => {
    if (letter !== undefined) return letter.toUpperCase();
    const point = Number.parseInt(code ?? "", 16);
    return point > 0x10ffff ? all : String.fromCodePoint(point);
  });

/** A list as one value; its entries may hold anything. */
export const listValue = (entries: readonly string[]): string =>
  entries.map((entry) => entry.replaceAll("^", "^^").replaceAll(";", "^,")).join(";");

/** The entries of a list value. */
export const listOf = (value: string): string[] =>
  value === ""
    ? []
    : value.split(";").map((entry) => entry.replaceAll(/\^([,^])/g, (_, mark: string) => (mark === "," ? ";" : "^")));

/**
 * Values of one kind as entries: a tag each, by which Moodle can filter, as long as each fits into one and the order
 * that tags come back in is theirs; else one list under the plural key.
 */
export function manyEntries(key: string, values: readonly string[]): TagEntry[] {
  const apart = values.every(
    (value, index) =>
      key.length + 1 + escaped(value).length <= LONGEST_TAG && (index === 0 || (values[index - 1] ?? "") < value),
  );
  if (apart) return values.map((value) => ({ key, value }));
  return [{ key: `${key}s`, value: listValue(values) }];
}

/** What `manyEntries` made, whatever the order of the tags. */
export function manyValues(entries: readonly TagEntry[], key: string): string[] {
  const list = entries.find((entry) => entry.key === `${key}s`);
  const apart = entries.flatMap((entry) => (entry.key === key ? [entry.value] : []));
  const listed = list === undefined ? [] : listOf(list.value);
  return [...listed, ...new Set(apart.sort())].filter(
    (value, index) => index < listed.length || !listed.includes(value),
  );
}

/** The tags that stand for the entries. Keys are of lower-case letters and hyphens. */
export function tagsOf(entries: readonly TagEntry[]): string[] {
  return entries.flatMap(({ key, value }) => {
    const text = escaped(value);
    if (key.length + 1 + text.length <= LONGEST_TAG) return [`${key}:${text}`];
    const parts: string[] = [];
    for (let place = 0; place < text.length; ) {
      const head = `${key}~${parts.length + 1}:`;
      parts.push(head + text.slice(place, place + LONGEST_TAG - head.length));
      place += LONGEST_TAG - head.length;
    }
    return parts;
  });
}

const TAG = /^\s*([a-z][a-z-]{1,30})(?:~(\d{1,4}))?\s*:\s*(.*)$/is;

/**
 * The entries that tags stand for, and the tags that are none of ours. Parts are put together whatever their order; of
 * an entry whose parts are not all there, each part that is comes back as a foreign tag.
 */
export function entriesOf(
  tags: readonly string[],
  keys: ReadonlySet<string>,
): { entries: TagEntry[]; foreign: string[] } {
  const entries: TagEntry[] = [];
  const foreign: string[] = [];
  const parted = new Map<string, Map<number, { tag: string; text: string }>>();
  for (const tag of tags) {
    const match = TAG.exec(tag);
    const key = match?.[1]?.toLowerCase() ?? "";
    const text = match?.[3]?.trim() ?? "";
    if (match === null || !keys.has(key)) foreign.push(tag);
    else if (match[2] === undefined) entries.push({ key, value: unescaped(text) });
    else {
      const parts = parted.get(key) ?? new Map<number, { tag: string; text: string }>();
      parts.set(Number(match[2]), { tag, text });
      parted.set(key, parts);
    }
  }
  for (const [key, parts] of parted) {
    const ordered = [...parts].sort(([one], [other]) => one - other);
    const whole = ordered.every(([number], index) => number === index + 1);
    if (whole) entries.push({ key, value: unescaped(ordered.map(([, { text }]) => text).join("")) });
    else foreign.push(...ordered.map(([, { tag }]) => tag));
  }
  return { entries, foreign };
}
