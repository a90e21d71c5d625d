import { Notice } from "@/components/ui/notice";
import { sizeOf } from "./size-of";
import type { useCheck } from "./use-check";

type Check = ReturnType<typeof useCheck>;

function Verdict({ reply, lacksName }: { reply: Check["reply"]; lacksName: boolean }) {
  if (reply === null) return <p className="text-ink-2">Asking the bank …</p>;
  if (!reply.ok) {
    const why =
      reply.error === "signed-out"
        ? "You are signed out. What you wrote is still here: sign in in another tab and go on."
        : "The bank could not be asked just now. What you wrote is still here.";
    return (
      <Notice tone="warning" role="note" title="Not checked">
        {why}
      </Notice>
    );
  }
  const check = reply.value;
  if (check === null) {
    return (
      <Notice tone="warning" role="note" title="Not checked">
        You may not write blueprints any more.
      </Notice>
    );
  }
  if (check.kind === "faults") {
    return (
      <p className="text-ink-2">
        {lacksName
          ? "Give it a title and say what it is for; then the bank is asked whether it can fill it."
          : "Put the marked fields right; then the bank is asked whether it can fill it."}
      </p>
    );
  }
  if (check.lacks.length === 0) {
    return (
      <Notice tone="success" role="note" title="The bank fills it">
        Several exams were put together by it, for somebody who has met no question yet.
      </Notice>
    );
  }
  return (
    <Notice tone="warning" role="note" title="The bank does not fill it">
      <ul className="grid gap-1.5">
        {check.lacks.map((lack) => (
          <li key={lack}>{lack}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** How long the exam is, and whether the bank fills it; `lacksName`: nothing is marked, but it has no title or summary yet. */
export function CheckPanel({ check, lacksName }: { check: Check; lacksName: boolean }) {
  const { reply, isFresh } = check;
  const counted = reply?.ok && reply.value?.kind === "checked" ? reply.value : null;
  return (
    <div className="grid gap-4" aria-live="polite" aria-busy={!isFresh}>
      {counted === null ? null : (
        <dl className="grid grid-cols-3 gap-3">
          {sizeOf(counted).map(({ name, value }) => (
            <div key={name} className="flex flex-col-reverse">
              <dt className="text-sm text-ink-2">{name}</dt>
              <dd className="num text-xl font-semibold">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Verdict reply={reply} lacksName={lacksName} />
    </div>
  );
}
