import type { ExportFile } from "@/lib/core/privacy/export-files";
import type { Prisma } from "@/lib/data/generated/sqlite/client";

/**
 * What becomes of a table when somebody downloads their data, and when they are deleted. `people`: the columns that name
 * somebody, apart from the relation to `User`. A table that is not here does not compile.
 */
export type PersonModel = {
  people?: readonly string[];
  exported: ExportFile | { not: string };
  deleted: "gone" | "emptied" | "marked" | { stays: string };
};

const NOBODY = {
  exported: { not: "says nothing of a person" },
  deleted: { stays: "says nothing of a person" },
} as const;
const COUNTS = { exported: { not: "counts of everybody" }, deleted: { stays: "counts of everybody" } } as const;
const AUTHORED = "content stays, and points at an empty person";

export const PERSON_MODELS = {
  User: { exported: "profile", deleted: "emptied" },
  Session: { exported: "profile", deleted: "gone" },
  Account: { exported: "profile", deleted: "gone" },
  OneTimeToken: { exported: { not: "the hash of a link of hours" }, deleted: "gone" },
  SecondFactor: { exported: { not: "a secret, which proves who somebody is" }, deleted: "gone" },
  RecoveryCode: { exported: { not: "hashes of secrets" }, deleted: "gone" },
  Throttle: { exported: { not: "failed tries of minutes" }, deleted: "gone" },
  Lease: NOBODY,
  AuditEvent: { people: ["actorId", "subject"], exported: "audit", deleted: "marked" },
  AuditHead: NOBODY,
  ContentEntry: NOBODY,
  Pack: NOBODY,
  Question: NOBODY,
  QuestionVersion: NOBODY,
  Draft: { people: ["createdBy", "editedBy", "submittedBy"], exported: "writing", deleted: { stays: AUTHORED } },
  QuestionStep: { people: ["actorId"], exported: "writing", deleted: { stays: AUTHORED } },
  Import: { people: ["ownerId"], exported: "writing", deleted: "gone" },
  BulkChange: { people: ["actorId"], exported: "writing", deleted: { stays: AUTHORED } },
  BulkItem: { exported: { not: "questions of a bulk change" }, deleted: { stays: "questions of a bulk change" } },
  MediaFile: { people: ["addedBy"], exported: "writing", deleted: { stays: AUTHORED } },
  Attempt: { exported: "attempts", deleted: "gone" },
  AttemptItem: { exported: "attempts", deleted: "gone" },
  Response: { exported: "attempts", deleted: "gone" },
  ResponseEvent: { exported: "answer-log", deleted: "gone" },
  ParameterSnapshot: COUNTS,
  Learner: { exported: "learning", deleted: "gone" },
  LearningEvent: { exported: "learning-log", deleted: "gone" },
  LearnerLesson: { exported: "learning", deleted: "gone" },
  LearnerTrap: { exported: "learning", deleted: "gone" },
  Remediation: { exported: "remediations", deleted: "gone" },
  ExamDate: { exported: "exam-dates", deleted: "gone" },
  Cohort: { people: ["createdBy"], exported: "cohorts", deleted: "marked" },
  Membership: { exported: "cohorts", deleted: "gone" },
  CohortInvite: { people: ["createdBy"], exported: "cohorts", deleted: "marked" },
  AttemptToCount: { exported: { not: "a queue of minutes" }, deleted: "gone" },
  ItemAnalysis: NOBODY,
  ItemStatistic: COUNTS,
  FormStatistic: COUNTS,
  ItemFigure: COUNTS,
  QuestionFlag: COUNTS,
  Dispute: { people: ["answeredById"], exported: "disputes", deleted: "gone" },
  Repair: { people: ["madeById", "undoneById"], exported: "writing", deleted: { stays: AUTHORED } },
  ResultRevision: { exported: "attempts", deleted: "gone" },
  Notice: { exported: "notices", deleted: "gone" },
  AccessLog: { people: ["leadId"], exported: "access-log", deleted: "gone" },
  Blueprint: { people: ["updatedById"], exported: "writing", deleted: "marked" },
  Assignment: { people: ["createdBy"], exported: { not: "the cohort's, made as its lead" }, deleted: "marked" },
  AssignmentWork: { exported: "assignments", deleted: "gone" },
  Accommodation: { people: ["setBy"], exported: "assignments", deleted: "gone" },
  CalendarFeed: { exported: "assignments", deleted: "gone" },
  MemberWeek: { exported: "weeks", deleted: "gone" },
  CohortWeek: COUNTS,
  MailJob: { exported: "mail", deleted: "gone" },
  MailWish: { exported: "mail", deleted: "gone" },
  MailSuppression: {
    exported: { not: "a hash of an address, which is nobody's account" },
    deleted: { stays: "so that an address that wants no mail gets none" },
  },
  DigestMark: { exported: { not: "which week's digest was looked at last" }, deleted: "gone" },
  LiveSession: { people: ["startedBy"], exported: { not: "the cohort's, started as its lead" }, deleted: "marked" },
  LiveQuestion: NOBODY,
  LiveSeat: { exported: "live", deleted: "gone" },
  LiveAnswer: { exported: "live", deleted: "gone" },
  LtiPlatform: { people: ["createdBy"], exported: { not: "the installation's, added as an admin" }, deleted: "marked" },
  LtiDeployment: NOBODY,
  LtiKey: NOBODY,
  LtiState: { exported: { not: "a launch of minutes" }, deleted: { stays: "goes by itself after a day" } },
  LtiUser: { exported: "courses", deleted: "gone" },
  LtiContext: NOBODY,
  LtiEnrolment: { exported: "courses", deleted: "gone" },
  LtiChoice: { exported: { not: "a choice of minutes" }, deleted: "gone" },
  LtiResourceLink: NOBODY,
  LtiScore: { exported: "courses", deleted: "gone" },
  DepartedItem: COUNTS,
  DepartedForm: COUNTS,
  DepartedTrap: COUNTS,
  DepartedChoice: COUNTS,
  DepartedOutcome: COUNTS,
} as const satisfies Record<Prisma.ModelName, PersonModel>;
