/** What has a meaning in GIFT unless a backslash stands before it. */
const CONTROLS = "{}=~#:";

/**
 * A text with its escapes resolved, which still knows which of its control characters had a meaning. A backslash before
 * `{ } = ~ # : \` gives that character, before `n` a line end; before anything else it is itself, as in Moodle.
 */
export class MarkedText {
  readonly text: string;
  readonly #live: Uint8Array;

  private constructor(text: string, live: Uint8Array) {
    this.text = text;
    this.#live = live;
  }

  static of(raw: string): MarkedText {
    const letters: string[] = [];
    const live = new Uint8Array(raw.length);
    for (let place = 0; place < raw.length; place += 1) {
      const letter = raw.charAt(place);
      const next = raw.charAt(place + 1);
      if (letter === "\\" && next !== "" && (CONTROLS.includes(next) || next === "\\" || next === "n")) {
        letters.push(next === "n" ? "\n" : next);
        place += 1;
      } else {
        if (CONTROLS.includes(letter)) live[letters.length] = 1;
        letters.push(letter);
      }
    }
    return new MarkedText(letters.join(""), live);
  }

  /** The first place from `from` up to `to` at which `mark` stands with its meaning, all of its characters; or -1. */
  find(mark: string, from = 0, to = this.text.length): number {
    for (let place = this.text.indexOf(mark, from); place !== -1 && place + mark.length <= to; ) {
      if (this.#isLive(place, mark.length)) return place;
      place = this.text.indexOf(mark, place + 1);
    }
    return -1;
  }

  /** The last such place. */
  findLast(mark: string, from = 0, to = this.text.length): number {
    for (let place = this.text.lastIndexOf(mark, to - mark.length); place >= from; ) {
      if (this.#isLive(place, mark.length)) return place;
      if (place === 0) return -1;
      place = this.text.lastIndexOf(mark, place - 1);
    }
    return -1;
  }

  #isLive(place: number, length: number): boolean {
    for (let offset = 0; offset < length; offset += 1) if (this.#live[place + offset] !== 1) return false;
    return true;
  }

  /** A part of it, which knows the same. */
  part(from: number, to = this.text.length): MarkedText {
    return new MarkedText(this.text.slice(from, to), this.#live.subarray(from, to));
  }

  /** How often one of the marks (single characters) stands with its meaning. */
  count(marks: string): number {
    let count = 0;
    for (let place = 0; place < this.text.length; place += 1) {
      if (this.#live[place] === 1 && marks.includes(this.text.charAt(place))) count += 1;
    }
    return count;
  }

  /** Parted at each of these places; `before` is what stands before the first. */
  pieces(marks: string): { before: string; pieces: { mark: string; body: MarkedText }[] } {
    const starts: number[] = [];
    for (let place = 0; place < this.text.length; place += 1) {
      if (this.#live[place] === 1 && marks.includes(this.text.charAt(place))) starts.push(place);
    }
    return {
      before: this.text.slice(0, starts[0] ?? this.text.length),
      pieces: starts.map((start, index) => ({
        mark: this.text.charAt(start),
        body: this.part(start + 1, starts[index + 1] ?? this.text.length),
      })),
    };
  }
}

/** A text with a backslash before all that has a meaning, on one line. */
export const escapeGift = (text: string): string => text.replace(/[\\{}=~#:]/g, "\\$&").replaceAll("\n", "\\n");
