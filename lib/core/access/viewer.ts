import { z } from "zod";
import type { ExtraTime } from "@/lib/core/attempt/accommodation";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

/** What one may create; only membership lets anybody see a person's data. */
export const roleSchema = z.enum(["learner", "instructor", "lead", "admin"]);
export type Role = z.infer<typeof roleSchema>;

/** Who is asking. Every read and write of a person's data is scoped by it. */
export type Viewer = {
  userId: string;
  sessionIdHash: string;
  role: Role;
  name: string;
  email: string | null;
  isGuest: boolean;
  /** The exam practised for; null: the default. */
  examId: string | null;
  extraTime: ExtraTime;
};

/** Who asks, and when: what every use case is given. */
export type Context = { viewer: Viewer; now: EpochMs };

/** What a role may do beyond its own learning. Total over roles: an unknown one cannot be written here. */
const may = {
  learner: { leadCohorts: false, readBank: false, writeBank: false, waiveReview: false, manageUsers: false },
  instructor: { leadCohorts: false, readBank: true, writeBank: true, waiveReview: false, manageUsers: false },
  lead: { leadCohorts: true, readBank: false, writeBank: false, waiveReview: false, manageUsers: false },
  admin: { leadCohorts: true, readBank: true, writeBank: true, waiveReview: true, manageUsers: true },
} as const satisfies Record<Role, Record<string, boolean>>;

export type Permission = keyof (typeof may)["learner"];

export const can = (viewer: Pick<Viewer, "role">, permission: Permission): boolean => may[viewer.role][permission];
