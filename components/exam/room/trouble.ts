import type { Reply } from "@/components/exam/saving/transport";

/** Why an answer did not reach the server, or was not taken, as far as the learner can do something about it. */
export type Trouble = "no-line" | "busy" | "signed-out" | "gone" | "under-exam";

/** What a reply without a usable value means to the learner. */
export function troubleOf(reply: Exclude<Reply<unknown>, { kind: "ok" }>): Trouble {
  switch (reply.kind) {
    case "unreachable":
    case "malformed":
      return "no-line";
    case "busy":
    case "signed-out":
    case "gone":
      return reply.kind;
  }
}
