import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

/** The way to the notices, with how many are unread. */
export function NoticesLink({ unread }: { unread: number }) {
  return (
    <ButtonLink
      href="/notices"
      variant="ghost"
      icon={<Icon name="bell" size={18} />}
      aria-label={unread === 0 ? "Notices" : `Notices, ${unread} unread`}
    >
      {unread === 0 ? null : <span className="num font-bold text-ink">{unread > 99 ? "99+" : unread}</span>}
    </ButtonLink>
  );
}
