import type { Metadata } from "next";
import { z } from "zod";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { NoticeText, noticeTitle } from "@/app/(learner)/_components/notice-words";
import { ActionButton } from "@/components/forms/action-button";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardRow } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { readNoticesAction } from "@/lib/actions/disputes";
import { readNoticeAction } from "@/lib/actions/mail";
import { requireContext } from "@/lib/auth/viewer";
import { listOwnNotices } from "@/lib/usecases/notice/notices";

export const metadata: Metadata = { title: "Notices" };

/** So many stand on one page. */
const SHOWN = 25;

export default async function NoticesPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const context = await requireContext("/notices");
  const parsed = z.uuid().safeParse((await searchParams).after);
  const after = parsed.success ? parsed.data : null;
  const listed = await listOwnNotices(context, { take: SHOWN + 1, after });
  const notices = listed.slice(0, SHOWN);
  const last = listed.length > SHOWN ? notices.at(-1) : undefined;
  return (
    <SiteFrame current="/home" width="narrow">
      <PageHeader
        title="Notices"
        lead="What is due, what your week was, what changed in your results, and news of your cohorts."
        actions={
          notices.some(({ read }) => !read) ? (
            <ActionButton action={readNoticesAction} fields={{}} variant="secondary">
              Mark all as read
            </ActionButton>
          ) : undefined
        }
      />
      {notices.length === 0 ? (
        <EmptyState
          icon="bell"
          title={after === null ? "No notices" : "That was all"}
          text={
            after === null
              ? "You are told here what is due soon, what your week was, and when a question of yours is repaired."
              : "There are no older notices."
          }
          action={
            <ButtonLink href={after === null ? "/home" : "/notices"}>
              {after === null ? "Back to home" : "Back to the newest"}
            </ButtonLink>
          }
        />
      ) : (
        <Card padding="none">
          <ul className="list-none p-0">
            {notices.map((shown) => (
              <CardRow as="li" key={shown.id}>
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <h2 className="text-[1rem]">{noticeTitle(shown)}</h2>
                  {shown.read ? null : <Badge state="answered">new</Badge>}
                  <span className="ms-auto text-sm text-ink-2">
                    <LocalTime at={shown.at} />
                  </span>
                </div>
                <NoticeText shown={shown} />
                {shown.read ? null : (
                  <ActionButton
                    action={readNoticeAction}
                    fields={{ notice: shown.id }}
                    variant="ghost"
                    className="-ms-3"
                    aria-label={`Mark “${noticeTitle(shown)}” as read`}
                  >
                    Mark as read
                  </ActionButton>
                )}
              </CardRow>
            ))}
          </ul>
        </Card>
      )}
      {last === undefined ? null : (
        <ButtonLink href={`/notices?after=${last.id}`} className="mt-4 justify-self-start">
          Older notices
        </ButtonLink>
      )}
    </SiteFrame>
  );
}
