import { Checkbox } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

export type Held = {
  draftId: string;
  revision: number;
  standing: string;
  moved: readonly { id: string; version: number }[];
};

/** What a decision is held against: the state that was on screen, and that something was published meanwhile. */
export function HeldAgainst({ draftId, revision, standing, moved }: Held) {
  return (
    <>
      <input type="hidden" name="draft" value={draftId} />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="standing" value={standing} />
      {moved.length === 0 ? null : (
        <Notice
          role="note"
          tone="warning"
          title="The published question has changed since this draft began"
          action={<Checkbox name="onTop" value="yes" label="I have looked at it; this draft replaces it" />}
        >
          <p>
            {moved.map(({ id, version }) => `${id} is at version ${version}`).join("; ")}. The changes above are against
            that version. Publish the draft on top of it, or return it so that its author takes over what is new.
          </p>
        </Notice>
      )}
    </>
  );
}
