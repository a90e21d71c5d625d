import { Icon } from "@/components/ui/icon";

type LeaveLinkProps = { href: string; timed: boolean };

/** The way out without ending: a full page load, so that nothing of the room stays behind. */
export function LeaveLink({ href, timed }: LeaveLinkProps) {
  return (
    <a
      href={href}
      className="inline-flex min-h-11 items-center gap-2 text-sm text-ink-2 underline-offset-4 hover:text-ink hover:underline"
    >
      <Icon name="logout" size={18} />
      {timed ? "Leave: the clock goes on" : "Leave: come back any time"}
    </a>
  );
}
