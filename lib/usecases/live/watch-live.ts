import type { Viewer } from "@/lib/core/access/viewer";
import type { LiveView } from "@/lib/core/live/live-view";
import { database, type Reader } from "@/lib/data/database";
import { findLivePulse, listListening } from "@/lib/data/live-answers";
import { findLiveRole } from "@/lib/data/live-sessions";
import { log } from "@/lib/log";
import { type LiveScene, leadView, learnerView, loadScene } from "./live-views";

// Many follow a session through this process, and others through other processes. Nothing about the session is kept
// here: for all who listen the process asks the database together, a few times a second, whether something moved.

/**
 * `pollMs`: how often the database is asked; a step or an answer is on the screens within this and the time of the
 * reading. `looks`: after so many everybody's right to listen is looked up again, about every 15 s.
 */
export type Pace = { pollMs: number; looks: number };
const PACE: Pace = { pollMs: 350, looks: 42 };
/** More windows of one person than this are not served at once: the oldest goes. */
const WINDOWS = 4;

/** `over`: the session has ended; `gone`: the viewer may not listen any more; `replaced`: too many windows of theirs. */
export type LiveEnd = "over" | "gone" | "replaced";

export type LiveListener = {
  send: (view: LiveView) => void;
  /** A sign of life, so that nothing in between takes the line for dead. */
  beat: () => void;
  end: (why: LiveEnd) => void;
};

type Seat = LiveListener & {
  userId: string;
  idHash: string;
  as: "lead" | "learner";
  /** What was sent last, so that nothing is sent twice, and nothing older after it. */
  last: string;
  revision: number;
};

type Watch = {
  pace: Pace;
  seats: Set<Seat>;
  looks: number;
  revision: number;
  pulse: string;
  /** What was read last, at the revision of the pulse. */
  scene: LiveScene | null;
};

// A bundler may make several copies of this module; a process has one watch for a session all the same.
declare global {
  var traplineLiveWatches: Map<string, Watch> | undefined;
}
globalThis.traplineLiveWatches ??= new Map();
const watches = globalThis.traplineLiveWatches;

function show(seat: Seat, scene: LiveScene): void {
  if (scene.session.revision < seat.revision) return;
  const view = seat.as === "lead" ? leadView(scene, seat.userId) : learnerView(scene, seat.userId);
  const text = JSON.stringify(view);
  if (text === seat.last) return;
  seat.last = text;
  seat.revision = view.revision;
  seat.send(view);
}

function endSeat(watch: Watch, seat: Seat, why: LiveEnd): void {
  if (watch.seats.delete(seat)) seat.end(why);
}

async function checkSeats(db: Reader, watch: Watch, sessionId: string): Promise<void> {
  // Who comes in meanwhile was looked up on the way in.
  const seats = [...watch.seats];
  const may = await listListening(
    db,
    sessionId,
    seats.map(({ idHash }) => idHash),
  );
  for (const seat of seats) {
    const listens = seat.as === "lead" ? may.leads : may.learners;
    if (!may.signedIn.has(seat.idHash) || !listens.has(seat.userId)) endSeat(watch, seat, "gone");
    else seat.beat();
  }
}

/** One look for all who listen: shows what moved to those whom it concerns. */
async function look(watch: Watch, sessionId: string): Promise<void> {
  const { reader } = await database();
  watch.looks += 1;
  const checks = watch.looks % watch.pace.looks === 0;
  if (checks) await checkSeats(reader, watch, sessionId);
  const pulse = await findLivePulse(reader, sessionId);
  const text = JSON.stringify(pulse);
  if (text === watch.pulse && !checks) return;
  const stepped = pulse?.revision !== watch.revision;
  const { scene: shown } = watch;
  if (pulse !== null && !stepped && !checks && shown?.session.state === "open") {
    // Answers to an open question are counted on the projector alone, and nothing else of the scene has moved.
    watch.pulse = text;
    const scene = { ...shown, here: pulse.here, answered: pulse.answered };
    for (const seat of watch.seats) if (seat.as === "lead") show(seat, scene);
    return;
  }
  const scene = pulse === null ? null : await loadScene(reader, sessionId);
  watch.scene = scene?.session.revision === pulse?.revision ? scene : null;
  watch.pulse = text;
  watch.revision = pulse?.revision ?? -1;
  if (scene === null) {
    for (const seat of watch.seats) endSeat(watch, seat, "gone");
    return;
  }
  for (const seat of watch.seats) show(seat, scene);
  if (scene.session.state === "ended") for (const seat of watch.seats) endSeat(watch, seat, "over");
}

async function keepLooking(watch: Watch, sessionId: string): Promise<void> {
  if (watch.seats.size === 0) {
    watches.delete(sessionId);
    return;
  }
  try {
    await look(watch, sessionId);
  } catch (error) {
    // The next look finds whatever this one missed.
    log.error("a look at a live session failed", error);
  }
  setTimeout(() => void keepLooking(watch, sessionId), watch.pace.pollMs);
}

/**
 * Lets somebody follow a session: they are shown it as it is now, then whatever changes of it for them, until they stop
 * (what this returns), it ends, or they may not any more. Null where the session is missing for them.
 */
export async function watchLive(
  { viewer }: { viewer: Pick<Viewer, "userId" | "sessionIdHash"> },
  sessionId: string,
  listener: LiveListener,
  pace: Pace = PACE,
): Promise<(() => void) | null> {
  const { reader } = await database();
  const as = await findLiveRole(reader, viewer, sessionId);
  const scene = as === null ? null : await loadScene(reader, sessionId);
  if (as === null || scene === null) return null;
  const seat: Seat = { ...listener, userId: viewer.userId, idHash: viewer.sessionIdHash, as, last: "", revision: 0 };
  show(seat, scene);
  if (scene.session.state === "ended") {
    seat.end("over");
    return () => undefined;
  }
  const known = watches.get(sessionId);
  const watch = known ?? { pace, seats: new Set(), looks: 0, revision: scene.session.revision, pulse: "", scene: null };
  const own = [...watch.seats].filter(({ userId }) => userId === seat.userId);
  for (const old of own.slice(0, Math.max(0, own.length - WINDOWS + 1))) endSeat(watch, old, "replaced");
  watch.seats.add(seat);
  // What moved between this reading and the last look concerns nobody but them: the next look shows all anew.
  watch.pulse = "";
  watch.revision = -1;
  if (known === undefined) {
    watches.set(sessionId, watch);
    setTimeout(() => void keepLooking(watch, sessionId), pace.pollMs);
  }
  return () => void watch.seats.delete(seat);
}
