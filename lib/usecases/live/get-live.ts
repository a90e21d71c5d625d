import type { Context } from "@/lib/core/access/viewer";
import type { LiveView } from "@/lib/core/live/live-view";
import { database } from "@/lib/data/database";
import { findLiveRole } from "@/lib/data/live-sessions";
import { leadView, learnerView, loadScene } from "./live-views";

/** A session as the viewer may see it now; null for all but the leads of its cohort and its learners who came in. */
export async function getLive({ viewer }: Pick<Context, "viewer">, sessionId: string): Promise<LiveView | null> {
  const { reader } = await database();
  const role = await findLiveRole(reader, viewer, sessionId);
  const scene = role === null ? null : await loadScene(reader, sessionId);
  if (scene === null) return null;
  return role === "lead" ? leadView(scene, viewer.userId) : learnerView(scene, viewer.userId);
}
