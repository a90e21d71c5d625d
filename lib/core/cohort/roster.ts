/** How a person of a roster stands to the cohort: to be invited, in it already, or with a code that still holds. */
export type RosterStanding = "new" | "member" | "invited";

export type RosterPerson = { row: number; name: string; email: string; standing: RosterStanding };

/** What a roster would make, or has made: `codes` are told this once. `mailed`: the code is on its way by mail. */
export type RosterOutcome = {
  people: RosterPerson[];
  problems: { row: number; message: string }[];
  codes: { name: string; email: string; code: string; mailed: boolean }[];
};
