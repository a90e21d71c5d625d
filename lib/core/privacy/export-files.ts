/** The files of a download of one's own data, with what each one is, in the words of its README. */
export const EXPORT_FILES = {
  profile:
    "you: name, address, role and settings; the devices that are signed in; accounts elsewhere that you sign in with",
  attempts:
    "every exam, practice, drill, check and diagnosis: when, each question as it was shown, your last answer, how sure you were, what a miss was, and the result once it is over",
  "answer-log":
    "every change of an answer, flag, struck-out option and highlight, and when a question was on your screen",
  learning: "how you stand in each lesson and trap, and when a trap is checked again",
  "learning-log": "what that is worked out from: which answers, the symptoms that you told, what you read",
  remediations: "your work on each symptom, step by step",
  "exam-dates": "when you sit the real exam, and how it went where you said so",
  cohorts: "the cohorts that you are or were in, and the codes that you made",
  weeks: "what the boards of your cohorts count of you, week by week",
  assignments: "what was assigned to you, what leads allow you, and since when a calendar reads it",
  live: "when you came into live sessions and answered there",
  mail: "which mail you want, and what was sent to you",
  courses: "who you are in courses of learning platforms, and the scores that were sent there",
  "access-log": "which lead opened your page, and when",
  "looked-at": "what you opened of others as a lead, without their names",
  disputes: "your doubts about questions, and what was answered",
  notices: "what you were told in the app",
  writing: "what you wrote, reviewed, brought and decided about questions",
  audit: "lines about you in the log of changes of passwords, roles and access",
} as const;
export type ExportFile = keyof typeof EXPORT_FILES;

/** The README of a download. */
export function exportReadme(instance: { madeAt: string }): string {
  const files = Object.entries(EXPORT_FILES).map(([name, what]) => `${name}.json\n  ${what}.`);
  return `Your data in Trapline, as of ${instance.madeAt}.

Each file holds one kind of thing as JSON. Times are ISO 8601 in UTC. Options are named by the place at which you saw
them: o1 is the first, p1 the first prompt of a matching question. Where an attempt still runs, its file has your
answers and nothing about whether they are right; the same goes for a question that stands in an exam that you are
sitting, wherever else you met it.

${files.join("\n\n")}

Not in here: your password, of which only a hash is kept, and the tokens of your sessions, since whoever has them is
you. Both would be of use to a thief alone.
`;
}
