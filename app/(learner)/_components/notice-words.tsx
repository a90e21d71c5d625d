import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { LocalTime } from "@/components/time/local-time";
import { digestWords } from "@/lib/core/notice/digest-words";
import type { ShownNotice } from "@/lib/usecases/notice/notices";

const COHORT_NEWS = {
  removed: "You are no longer in a cohort",
  archived: "A cohort of yours is archived",
  reopened: "A cohort of yours is open again",
} as const;

/** What a notice says, in a headline. */
export function noticeTitle({ notice, attempts }: ShownNotice): string {
  const results = attempts.length === 1 ? "A result of yours" : `${attempts.length} results of yours`;
  switch (notice.kind) {
    case "rescored":
      return `${results} changed: a question was repaired`;
    case "rescored-back":
      return `${results} changed back: a repair was undone`;
    case "dispute-answered":
      return `Your dispute on question ${notice.place} was answered`;
    case "due":
      return `Due soon: ${notice.title}`;
    case "digest":
      return "Your week";
    case "cohort":
      return COHORT_NEWS[notice.what];
  }
}

const hrefOf = ({ notice }: ShownNotice, attempt: string): string =>
  notice.kind === "dispute-answered" ? `/attempts/${attempt}/review#q${notice.place}` : `/attempts/${attempt}`;

function words({ notice }: ShownNotice): ReactNode {
  switch (notice.kind) {
    case "rescored":
    case "rescored-back":
      return notice.because;
    case "dispute-answered":
      return notice.answer;
    case "due":
      return (
        <>
          Until <LocalTime at={notice.dueAt} />.{" "}
          <Link className="link" href="/due">
            Go to it
          </Link>
        </>
      );
    case "digest":
      return (
        <>
          {digestWords(notice).join(" ")}{" "}
          <Link className="link" href="/home">
            Next: {notice.next}
          </Link>
        </>
      );
    case "cohort":
      return `${notice.cohort}. ${notice.what === "removed" ? "Its leads see nothing of yours any more; your work stays yours." : ""}`;
  }
}

/** Why, and where to look. */
export function NoticeText({ shown }: { shown: ShownNotice }) {
  return (
    <p className="[overflow-wrap:anywhere]">
      {words(shown)}{" "}
      {shown.attempts.map(({ id, title }, index) => (
        <Fragment key={id}>
          {index === 0 ? "" : ", "}
          <Link className="link" href={hrefOf(shown, id)}>
            {title}
          </Link>
        </Fragment>
      ))}
    </p>
  );
}
