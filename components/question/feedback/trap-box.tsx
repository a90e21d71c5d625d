import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import type { ItemFeedback } from "@/lib/core/attempt/room";

/** A trap that the answer fell into: its name, the fact that decides against it, and where the lesson says so. */
export function TrapBox({ trap }: { trap: ItemFeedback["trapsTaken"][number] }) {
  return (
    <section className="flex gap-3 rounded-card border border-trap bg-trap-soft px-4 py-4">
      <Icon name="trap" className="mt-0.5 text-trap" />
      <div className="grid min-w-0 gap-1.5">
        <p className="text-sm text-trap">The trap you took</p>
        <p className="font-semibold">{trap.name}</p>
        <p>
          <span className="font-semibold">Deciding fact: </span>
          {trap.refutedBy}
        </p>
        <p>
          <Link
            className="link inline-flex min-h-11 items-center gap-1.5"
            href={`/learn/${encodeURIComponent(trap.lesson)}#${encodeURIComponent(trap.section)}`}
            prefetch={false}
          >
            <Icon name="book" size={18} />
            Read it in lesson {trap.lesson}
          </Link>
        </p>
      </div>
    </section>
  );
}
