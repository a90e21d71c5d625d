import { unstable_isUnrecognizedActionError } from "next/navigation";
import { saveDraftAction } from "@/lib/actions/drafts";
import type { DraftFile } from "@/lib/core/authoring/draft-file";
import { overlongTexts } from "@/lib/core/authoring/overlong";
import type { SaveOrigin } from "@/lib/core/authoring/save-origin";
import type { SaveReply } from "./autosaver";

/** 128 random bits. crypto.randomUUID would need https. */
export function newSaveId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends a draft's text to the server. Never throws: what went wrong is a reply. */
export async function saveFile(
  draftId: string,
  file: DraftFile,
  revision: number,
  { id, unanswered }: SaveOrigin,
): Promise<SaveReply> {
  // The server would refuse it whole; the writer is told which text it is.
  if (overlongTexts(file).length > 0) return { kind: "overlong" };
  try {
    const reply = await saveDraftAction({ draftId, revision, file, save: { id, unanswered: [...unanswered] } });
    if (reply.ok) return reply.value;
    return reply.error === "failed" ? { kind: "unreachable" } : { kind: reply.error };
  } catch (error) {
    // The server was renewed while this page was open: only a reload brings them together again.
    return unstable_isUnrecognizedActionError(error) ? { kind: "outdated" } : { kind: "unreachable" };
  }
}
