import { ActionButton } from "@/components/forms/action-button";
import { dayInWords } from "@/components/question/day";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { Table } from "@/components/ui/table";
import { restoreVersionAction } from "@/lib/actions/review";
import type { HistoryVersion } from "@/lib/usecases/authoring/history";

type VersionTableProps = { questionId: string; versions: readonly HistoryVersion[]; mayRestore: boolean };

/** Every version of a question; an older one can be restored as a draft. */
export function VersionTable({ questionId, versions, mayRestore }: VersionTableProps) {
  return (
    <Table
      caption="Versions, the newest first"
      onPhone="cards"
      rows={versions}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        {
          key: "version",
          header: "Version",
          rowHeader: true,
          cell: ({ version, isCurrent }) => (
            <span className="num flex items-center gap-2">
              {version}
              {isCurrent ? <Badge state="neutral">current</Badge> : null}
            </span>
          ),
        },
        { key: "at", header: "Made", cell: ({ at }) => <LocalTime at={at} /> },
        { key: "review", header: "Review", cell: ({ review }) => review },
        { key: "verified", header: "Verified", cell: ({ verifiedOn }) => dayInWords(verifiedOn) },
        {
          key: "restore",
          header: "Restore",
          headerHidden: true,
          cell: ({ id, version, isCurrent }) =>
            mayRestore && !isCurrent ? (
              <ActionButton
                action={restoreVersionAction}
                fields={{ question: questionId, version: id }}
                variant="secondary"
                aria-label={`Restore version ${version} as a draft`}
              >
                Restore
              </ActionButton>
            ) : null,
        },
      ]}
    />
  );
}
