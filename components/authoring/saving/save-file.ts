import { unstable_isUnrecognizedActionError } from "next/navigation";
import { saveDraftAction } from "@/lib/actions/drafts";
import type { DraftFile } from "@/lib/core/authoring/draft-file";
import { overlongTexts } from "@/lib/core/authoring/overlong";
import type { SaveReply } from "./autosaver";

/** Sends a draft's text to the server. Never throws: what went wrong is a reply. */
export async function saveFile(draftId: string, file: DraftFile, revision: number): Promise<SaveReply> {
  // The server would refuse it whole; the writer is told which text it is.
  if (overlongTexts(file).length > 0) return { kind: "overlong" };
  try {
    const reply = await saveDraftAction({ draftId, revision, file });
    if (reply.ok) return reply.value;
    return reply.error === "failed" ? { kind: "unreachable" } : { kind: reply.error };
  } catch (error) {
    // The server was renewed while this page was open: only a reload brings them together again.
    return unstable_isUnrecognizedActionError(error) ? { kind: "outdated" } : { kind: "unreachable" };
  }
}
