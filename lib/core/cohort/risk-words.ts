import type { Risk } from "./board";

const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Why a lead should look at somebody, as a part of a sentence. `trapName`: what a trap is called. */
export function riskWords(risk: Risk, trapName: (id: string) => string): string {
  switch (risk.kind) {
    case "never":
      return `nothing done since joining ${days(risk.days)} ago`;
    case "silent":
      return `nothing done for ${days(risk.days)}`;
    case "missed":
      return risk.count === 1 ? "missed an assignment" : `missed ${risk.count} assignments`;
    case "overdue":
      return risk.count === 1 ? "an assignment is overdue" : `${risk.count} assignments are overdue`;
    case "sinking":
      return `right answers fell from ${percent(risk.before)} to ${percent(risk.now)} (${risk.answers} answers)`;
    case "trap":
      return `fell for “${trapName(risk.trap)}” in ${risk.falls} of ${risk.decided} over four weeks`;
  }
}
