/** A number with commas between thousands and exactly so many decimals: 9600000 → "9,600,000". */
export function grouped(value: number, places = 0): string {
  const [whole = "", decimals] = Math.abs(value).toFixed(places).split(".");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = value < 0 && /[1-9]/.test(text + (decimals ?? "")) ? "−" : "";
  return decimals === undefined ? `${sign}${text}` : `${sign}${text}.${decimals}`;
}

/** How many decimals a number needs to be told without rounding, at most `most`. */
export function placesOf(value: number, most: number): number {
  for (let places = 0; places < most; places += 1) {
    if (Math.abs(value - Number(value.toFixed(places))) < 10 ** -(most + 2)) return places;
  }
  return most;
}

/** A number as a stem gives it: grouped, with the decimals that it has. */
export const plain = (value: number, most = 6): string => grouped(value, placesOf(value, most));

/** US dollars, with cents or without; without `places`, cents where there are any. */
export const dollars = (value: number, places = placesOf(value, 2)): string =>
  `$${grouped(value, places === 0 ? 0 : 2)}`;

/** A price per unit with all the decimals it has, two at least: 0.00006 → "$0.00006". */
export const price = (value: number): string => `$${grouped(value, Math.max(2, placesOf(value, 8)))}`;

/** A count with its noun, the plural made by an s unless it is given: counted(1, "minute") → "1 minute". */
export const counted = (value: number, noun: string, plural = `${noun}s`): string =>
  `${plain(value)} ${value === 1 ? noun : plural}`;

/** Whether two options differ enough: whole things by one, amounts by 8 % of the larger. */
export function areApart(a: number, b: number, scale: "count" | "amount"): boolean {
  const gap = Math.abs(a - b);
  return scale === "count" ? gap >= 1 : gap > 0 && gap >= 0.08 * Math.max(Math.abs(a), Math.abs(b)) - 1e-9;
}

/** How far a quotient must be from a whole number where it is rounded up or down. */
const CLEAR = 0.02;

/** True where rounding up or down says the same for anybody who computes with fewer digits. */
export const isClearOfWhole = (value: number): boolean => {
  const fraction = value - Math.floor(value);
  return fraction >= CLEAR && fraction <= 1 - CLEAR;
};

/** True where a number rounds to so many decimals in one way, however it was computed: it is not half-way between two. */
export function roundsClearly(value: number, places: number): boolean {
  const scaled = value * 10 ** places;
  return Math.abs(scaled - Math.floor(scaled) - 0.5) > 1e-3;
}

/** A whole number up to what floating-point arithmetic leaves. */
export const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-9;

/** Rounded up; an exact quotient stays, although floating-point arithmetic may put it a hair above. */
export const roundedUp = (value: number): number => (isWhole(value) ? Math.round(value) : Math.ceil(value));

/** Rounded down; an exact quotient stays. */
export const roundedDown = (value: number): number => (isWhole(value) ? Math.round(value) : Math.floor(value));
