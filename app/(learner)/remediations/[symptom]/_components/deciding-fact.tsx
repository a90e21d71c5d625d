import { classNames } from "@/components/ui/class-names";
import type { Trap } from "@/lib/core/pack/schema";

/** What a trap makes one believe, the fact that refutes it, and two cases that differ in one constraint. */
export function DecidingFact({
  trap,
  level,
  wide = false,
}: {
  trap: Trap;
  level: 3 | 4;
  /** Fact and cases side by side where there is room. */
  wide?: boolean;
}) {
  const Heading = level === 3 ? "h3" : "h4";
  return (
    <div
      className={classNames(
        "grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-5 [overflow-wrap:anywhere]",
        wide ? "lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]" : "max-w-reading",
      )}
    >
      <div className="grid content-start gap-5">
        <p className="text-ink-2">
          <span className="font-semibold text-trap">What the trap says.</span> {trap.claim}
        </p>
        <div className="border-l-[3px] border-accent pl-4">
          <Heading className="text-sm text-ink-2">The deciding fact</Heading>
          <p className="mt-1 text-[1.0625rem] leading-relaxed">{trap.refutedBy}</p>
        </div>
      </div>
      <div className="grid content-start gap-2">
        <Heading className="text-sm text-ink-2">One constraint changes the answer</Heading>
        <ul
          className={classNames(
            "grid list-none grid-cols-[minmax(0,1fr)] gap-3 p-0",
            wide ? "sm:max-lg:grid-cols-2" : "sm:grid-cols-2",
          )}
        >
          {trap.contrast.map((side) => (
            <li key={side.stem} className="flex flex-col gap-3 rounded-control border border-line bg-paper p-4">
              <p className="grow font-serif text-[1.0625rem]">{side.stem}</p>
              <p className="border-t border-line pt-2.5">
                <span className="text-sm text-ink-2">Then: </span>
                <strong>{side.key}</strong>
              </p>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
