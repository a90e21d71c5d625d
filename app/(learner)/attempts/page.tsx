import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { AttemptList } from "@/app/(learner)/_components/attempt-list";
import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { abandonAction } from "@/lib/actions/attempts";
import { requireContext } from "@/lib/auth/viewer";
import { listHistory } from "@/lib/usecases/attempt/list-history";

export const metadata: Metadata = { title: "History" };

export default async function AttemptsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const query = await searchParams;
  const context = await requireContext("/attempts");
  const before = typeof query.before === "string" && /^\d{1,15}$/.test(query.before) ? Number(query.before) : null;
  const { entries, more } = await listHistory(context, { before });
  const last = entries.at(-1);
  const running = entries.filter(({ attempt }) => attempt.state === "running");
  return (
    <SiteFrame current="/attempts">
      <PageHeader title="History" lead="Every exam, practice and drill, newest first." />
      <div className="grid gap-6">
        {query.abandoned === undefined ? null : (
          <Notice tone="info">Given up. Its answers are kept, but it has no result.</Notice>
        )}
        {entries.length === 0 ? (
          <EmptyState
            icon="list"
            title={before === null ? "Nothing here yet" : "That was all"}
            text={
              before === null ? "Your attempts stand here once you have begun one." : "There are no older attempts."
            }
            action={
              <ButtonLink href={before === null ? "/exams" : "/attempts"} variant="primary">
                {before === null ? "Choose an exam" : "Back to the newest"}
              </ButtonLink>
            }
          />
        ) : (
          <AttemptList entries={entries} />
        )}
        {more && last !== undefined ? (
          <ButtonLink href={`/attempts?before=${last.attempt.startedAt}`} className="justify-self-start">
            Older attempts
          </ButtonLink>
        ) : null}
        {running.length === 0 ? null : (
          <Card>
            <Disclosure title="Give up an attempt that is not finished">
              <p className="mb-4 max-w-reading text-ink-2">
                It ends without a result and cannot be taken up again. Its questions may come back in other attempts.
              </p>
              <ul className="grid list-none gap-3 p-0">
                {running.map(({ attempt }) => (
                  <li key={attempt.id}>
                    <ActionButton action={abandonAction} fields={{ attempt: attempt.id }} variant="danger">
                      Give up “{attempt.title}”
                    </ActionButton>
                  </li>
                ))}
              </ul>
            </Disclosure>
          </Card>
        )}
      </div>
    </SiteFrame>
  );
}
