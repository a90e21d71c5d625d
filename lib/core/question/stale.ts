/** The same day a year earlier; days as text, `YYYY-MM-DD`, compare in the order of time. */
export const yearBefore = (day: string): string =>
  `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;

/** Whether what was verified on a day has to be read again at its source: after twelve months. */
export const isStale = (verifiedOn: string, today: string): boolean => verifiedOn < yearBefore(today);
