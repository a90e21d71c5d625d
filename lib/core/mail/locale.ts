/** The ways to write dates that can be chosen. The words are English; other languages come with their words. */
export const LOCALES = {
  "en-GB": "British",
  "en-US": "American",
  "en-AU": "Australian",
  "en-CA": "Canadian",
  "en-IE": "Irish",
  "en-IN": "Indian",
  "en-NZ": "New Zealand",
  "en-ZA": "South African",
} as const;
export type Locale = keyof typeof LOCALES;

export const isLocale = (text: string): text is Locale => Object.hasOwn(LOCALES, text);
