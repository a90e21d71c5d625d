import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { readNoticesAction } from "@/lib/actions/disputes";
import type { ShownNotice } from "@/lib/usecases/notice/notices";
import { NoticeText, noticeTitle } from "./notice-words";

/** What the learner was told and has not read. */
export function UnreadNotices({ notices }: { notices: readonly ShownNotice[] }) {
  if (notices.length === 0) return null;
  return (
    <Notice
      tone="info"
      role="note"
      title="News for you"
      action={
        <>
          <ActionButton action={readNoticesAction} fields={{}} variant="secondary">
            Mark as read
          </ActionButton>
          <ButtonLink href="/notices" variant="ghost">
            All notices
          </ButtonLink>
        </>
      }
    >
      <ul className="mt-1 grid list-none gap-3 p-0">
        {notices.map((shown) => (
          <li key={shown.id}>
            <p>{noticeTitle(shown)}.</p>
            <NoticeText shown={shown} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}
