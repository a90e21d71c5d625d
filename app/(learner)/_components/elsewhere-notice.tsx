import { ActionButton } from "@/components/forms/action-button";
import { Notice } from "@/components/ui/notice";
import { chooseExamAction } from "@/lib/actions/account";
import type { Exam } from "@/lib/core/pack/schema";

/** Says that what is shown belongs to another exam than the one practised for, and switches to it on this page. */
export function ElsewhereNotice({ exam, here }: { exam: Exam; here: string }) {
  return (
    <Notice
      tone="info"
      role="note"
      title={`This is part of ${exam.name}`}
      action={
        <ActionButton action={chooseExamAction} fields={{ exam: exam.id, next: here }} variant="secondary">
          Practise for {exam.code}
        </ActionButton>
      }
    >
      You practise for another exam now. Switch to work on it; what you did for the other one stays.
    </Notice>
  );
}
