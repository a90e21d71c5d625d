import type { DraftFile } from "@/lib/core/authoring/draft-file";
import { MOST_UNANSWERED, type SaveOrigin } from "@/lib/core/authoring/save-origin";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

/** What the server has, where somebody else saved first. */
export type Theirs = {
  revision: number;
  file: DraftFile;
  state: "draft" | "in-review";
  editedBy: string | null;
  /** The id of the last save, if it was the viewer's own. */
  savedAs: string | null;
  updatedAt: EpochMs;
};

/** What came of a try to save. `unreachable`: no answer came, or none that says anything. */
export type SaveReply =
  | { kind: "saved"; revision: number; at: EpochMs }
  | { kind: "changed"; theirs: Theirs }
  | { kind: "unreachable" }
  | { kind: "taken" | "missing" | "signed-out" | "malformed" | "overlong" | "outdated" };

export type StopReason = "taken" | "missing" | "signed-out" | "malformed" | "overlong" | "outdated";

/** Where the text stands. Whatever it is but `saved`, the text is kept on this device. */
export type SaveState =
  | { kind: "saved"; at: EpochMs }
  | { kind: "unsaved" }
  | { kind: "saving" }
  /** Tries again by itself. */
  | { kind: "unreachable" }
  /** Waits for the writer: tries again with the next change. */
  | { kind: "stopped"; why: StopReason }
  | { kind: "changed"; theirs: Theirs };

/** Unsaved text, the revision that it was written on, and the saves of it that no answer came to. */
export type Unsaved = { file: DraftFile; revision: number; unanswered: readonly string[] };

export type AutosaverDeps = {
  save: (file: DraftFile, revision: number, save: SaveOrigin) => Promise<SaveReply>;
  /** A save's id: the server knows by it what it has stored already. */
  newId: () => string;
  /** Keeps unsaved text on the device; null: all is saved. */
  keep: (unsaved: Unsaved | null) => void;
  onState: (state: SaveState) => void;
};

/** From the last key press to the save. */
const REST_MS = 1_000;
const RETRY_MS = [2_000, 5_000, 15_000, 30_000] as const;

/** Saves what is written a moment after each change, one save at a time, and never again by itself what was refused. */
export class Autosaver {
  #revision: number;
  /** The text that the server has not, or null. */
  #unsaved: DraftFile | null = null;
  /** Saves that no answer came to: each may have been stored all the same. */
  #unanswered: { id: string; file: DraftFile | null }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #failures = 0;
  #state: SaveState;
  readonly #deps: AutosaverDeps;

  constructor(deps: AutosaverDeps, revision: number, at: EpochMs) {
    this.#deps = deps;
    this.#revision = revision;
    this.#state = { kind: "saved", at };
  }

  get revision(): number {
    return this.#revision;
  }

  get isSaved(): boolean {
    return this.#unsaved === null;
  }

  /** Saves of an earlier visit that no answer came to. */
  recall(unanswered: readonly string[]): void {
    this.#unanswered = unanswered.map((id) => ({ id, file: null }));
  }

  /** The text has changed. */
  change(file: DraftFile): void {
    this.#unsaved = file;
    this.#keep(file);
    // Somebody else's text must be dealt with first.
    if (this.#state.kind === "changed") return;
    if (!this.#busy) this.#say({ kind: "unsaved" });
    this.#plan(REST_MS);
  }

  /** Saves now: on the way out, when the line is back, by the writer's wish. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const file = this.#unsaved;
    if (file === null || this.#busy || this.#state.kind === "changed") return;
    this.#busy = true;
    this.#say({ kind: "saving" });
    const id = this.#idFor(file);
    this.#keep(file);
    const unanswered = this.#unanswered.flatMap((sent) => (sent.id === id ? [] : [sent.id]));
    const reply = await this.#deps.save(file, this.#revision, { id, unanswered });
    this.#busy = false;
    this.#settle(file, reply);
  }

  /** The server has somebody else's text: the writer has to decide. */
  meet(theirs: Theirs): void {
    clearTimeout(this.#timer);
    this.#say({ kind: "changed", theirs });
  }

  /** Goes on from what the server has; what was unsaved here is given up. */
  take({ revision, updatedAt }: Pick<Theirs, "revision" | "updatedAt">): void {
    this.#revision = revision;
    this.#unsaved = null;
    this.#unanswered = [];
    this.#deps.keep(null);
    this.#say({ kind: "saved", at: updatedAt });
  }

  /** Puts the text here over what the server has. */
  async overwrite(file: DraftFile, theirs: Pick<Theirs, "revision">): Promise<void> {
    this.#revision = theirs.revision;
    this.#unanswered = [];
    this.#state = { kind: "unsaved" };
    this.change(file);
    await this.flush();
  }

  /** Ends all waiting. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #settle(file: DraftFile, reply: SaveReply): void {
    switch (reply.kind) {
      case "saved":
        this.#failures = 0;
        this.#revision = reply.revision;
        this.#unanswered = [];
        this.#stored(file, reply.at);
        break;
      case "changed":
        this.#say({ kind: "changed", theirs: reply.theirs });
        break;
      case "unreachable":
        this.#say({ kind: "unreachable" });
        this.#plan(RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)] ?? REST_MS);
        this.#failures += 1;
        break;
      case "taken":
      case "missing":
      case "signed-out":
      case "malformed":
      case "overlong":
      case "outdated":
        this.#say({ kind: "stopped", why: reply.kind });
        break;
    }
  }

  /** The server has this text; what was written during the save follows. */
  #stored(file: DraftFile, at: EpochMs): void {
    const newer = this.#unsaved === file ? null : this.#unsaved;
    this.#unsaved = newer;
    if (newer === null) this.#deps.keep(null);
    else this.#keep(newer);
    this.#say(newer === null ? { kind: "saved", at } : { kind: "unsaved" });
    if (newer !== null) this.#plan(REST_MS);
  }

  #keep(file: DraftFile): void {
    this.#deps.keep({ file, revision: this.#revision, unanswered: this.#unanswered.map(({ id }) => id) });
  }

  /** The id under which this text is sent: the same text again is the same save. */
  #idFor(file: DraftFile): string {
    const last = this.#unanswered.at(-1);
    if (last?.file === file) return last.id;
    const id = this.#deps.newId();
    this.#unanswered = [...this.#unanswered.slice(1 - MOST_UNANSWERED), { id, file }];
    return id;
  }

  #plan(waitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.flush().catch(() => this.#say({ kind: "unreachable" }));
    }, waitMs);
  }

  #say(state: SaveState): void {
    this.#state = state;
    this.#deps.onState(state);
  }
}
