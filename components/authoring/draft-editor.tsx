"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useCallback, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { copyDraftAction } from "@/lib/actions/drafts";
import type { Finding } from "@/lib/core/authoring/finding";
import { placesOf } from "@/lib/core/authoring/finding-place";
import { findingWords } from "@/lib/core/authoring/finding-words";
import { overlongTexts } from "@/lib/core/authoring/overlong";
import type { Vocabulary } from "@/lib/core/authoring/vocabulary";
import type { Answer } from "@/lib/core/question/answer";
import { DraftFields } from "./draft-fields";
import { DraftHeader } from "./draft-header";
import { type Editing, EditingProvider } from "./fields/editing";
import { KIND_WORDS } from "./kind-words";
import { FindingsList } from "./preview/findings-list";
import { QuestionPreview } from "./preview/question-preview";
import { usePreview } from "./preview/use-preview";
import { ChangedDialog } from "./saving/changed-dialog";
import { keepText } from "./saving/kept-text";
import { type Sheet, useWriting } from "./saving/use-writing";
import { useShown } from "./use-shown";
import { type View, ViewSwitch } from "./view-switch";

type DraftEditorProps = {
  sheet: Sheet;
  vocabulary: Vocabulary;
  findings: readonly Finding[];
  /** Who writes: what a device keeps is theirs alone. */
  writer: string;
};

/** The screen on which a question or case is written, beside what becomes of it. */
export function DraftEditor({ sheet, vocabulary, findings: first, writer }: DraftEditorProps) {
  const { draftId, packId } = sheet;
  const router = useRouter();
  const writing = useWriting(sheet, writer);
  const { file, save, revision, stored } = writing;
  const [current, setCurrent] = useState(0);
  const [answers, setAnswers] = useState<readonly Answer[]>([]);
  const [view, setView] = useState<View>("write");
  const [says, setSays] = useState("");
  const overlong = useMemo(() => overlongTexts(file), [file]);
  const { touch, isShown } = useShown(sheet.revision === 0 && sheet.published.length === 0, overlong);
  const question = Math.min(current, file.questions.length - 1);
  const answer = answers[question] ?? null;
  const { findings: found, seen, isBehind } = usePreview(draftId, file, question, answer, first, overlong.length > 0);
  const findings = useMemo(() => [...overlong, ...found], [overlong, found]);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const readOnly = stored.state === "in-review";
  const editing = useMemo<Editing>(
    () => ({ draftId, vocabulary, findings, isShown, touch, announce: setSays, packId }),
    [draftId, vocabulary, findings, isShown, touch, packId],
  );

  const jump = useCallback(
    (finding: Finding) => {
      flushSync(() => {
        setView("write");
        setCurrent(finding.question);
      });
      const [closest] = placesOf(finding);
      if (closest !== undefined) touch(closest);
      const target = placesOf(finding)
        .map((id) => document.getElementById(id))
        .find((element) => element !== null);
      // A part is found by its first field, and a group has the focus itself.
      const field = target?.matches("fieldset") ? target.querySelector<HTMLElement>("textarea, input, select") : null;
      const focused = field ?? target;
      focused?.focus({ preventScroll: true });
      focused?.scrollIntoView({ block: "center" });
    },
    [touch],
  );
  const copy = async (): Promise<void> => {
    const reply = await copyDraftAction({ draftId, file }).catch(() => null);
    if (reply?.ok !== true || reply.value === null) {
      const [long] = overlong;
      const which = long === undefined ? null : findingWords(long, file.questions.length);
      setSays(which ?? "That did not work. Your text is still kept on this device.");
      return;
    }
    if (save.kind === "changed") writing.takeTheirs(save.theirs);
    keepText(writer, draftId, null);
    router.push(`/questions/drafts/${reply.value}`);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    writing.saveNow();
  };
  const [only] = file.questions;
  const title = file.inCase === null && only !== undefined ? KIND_WORDS[only.type] : "Case";
  const side = view === "write" ? "asked" : view;
  return (
    <EditingProvider value={editing}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut of the whole screen; the save has no button, for it needs none */}
      <div onKeyDown={readOnly ? undefined : press}>
        <DraftHeader
          title={title}
          save={save}
          overlong={{ texts: overlong, questions: file.questions.length }}
          readOnly={readOnly}
          isPublished={sheet.published.length > 0}
          draftId={draftId}
          revision={revision}
          disabledReason={
            save.kind !== "saved"
              ? "Not everything is saved yet."
              : errors > 0
                ? `${errors} ${errors === 1 ? "error has" : "errors have"} to be put right first.`
                : null
          }
        />
        {readOnly ? (
          <Notice role="note" title="In review" className="mb-5">
            This draft was handed in. It can be read here, and changed again once it comes back.
          </Notice>
        ) : null}
        {writing.broughtBack ? (
          <Notice className="mb-5">Text that this device had kept and the server had not was brought back.</Notice>
        ) : null}
        <div className="grid items-start gap-x-10 lg:grid-cols-2">
          <div className="sticky top-15 z-10 -mx-1 mb-4 bg-paper px-1 lg:hidden">
            <ViewSwitch view={view} onView={setView} errors={errors} warnings={findings.length - errors} />
          </div>
          <fieldset
            disabled={readOnly}
            key={writing.edition}
            className={classNames("min-w-0", view !== "write" && "max-lg:hidden")}
          >
            <legend className="sr-only">What is written</legend>
            <DraftFields file={file} published={sheet.published} change={writing.change} onEnter={setCurrent} />
          </fieldset>
          <section
            aria-label="Preview"
            className={classNames(
              "min-w-0 lg:sticky lg:top-18 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto lg:rounded-card lg:border lg:border-line lg:px-5 lg:pb-5",
              view === "write" && "max-lg:hidden",
            )}
          >
            <div className="sticky top-0 z-10 mb-4 bg-paper pt-2 max-lg:hidden">
              <ViewSwitch view={view} onView={setView} errors={errors} warnings={findings.length - errors} />
            </div>
            {file.questions.length > 1 && side !== "findings" ? (
              <fieldset aria-label="Question in the preview" className="mb-4 flex flex-wrap gap-1">
                {file.questions.map(({ id }, index) => (
                  <Button
                    key={id}
                    variant={index === question ? "secondary" : "ghost"}
                    aria-pressed={index === question}
                    onClick={() => setCurrent(index)}
                    className="text-sm"
                  >
                    Question {index + 1}
                  </Button>
                ))}
              </fieldset>
            ) : null}
            {isBehind ? (
              <p className="mb-4 text-sm text-trap">
                {overlong.length > 0 ? "A text is too long to be looked at" : "The server did not answer"}: preview and
                findings are of an earlier text.
              </p>
            ) : null}
            {side === "findings" ? (
              <FindingsList findings={findings} count={file.questions.length} onJump={jump} />
            ) : (seen === null || seen.question !== question) && isBehind ? (
              <p className="text-ink-2">There is no earlier text of this question to be shown.</p>
            ) : seen === null || seen.question !== question ? (
              <div role="status" className="grid gap-3">
                <span className="sr-only">The preview is on its way.</span>
                <div className="skeleton h-24" />
                <div className="skeleton h-12" />
                <div className="skeleton h-12" />
              </div>
            ) : (
              <QuestionPreview
                key={question}
                seen={seen}
                withFeedback={side === "feedback"}
                answer={answer}
                onAnswer={(next) =>
                  setAnswers(file.questions.map((_, index) => (index === question ? next : (answers[index] ?? null))))
                }
              />
            )}
          </section>
        </div>
        <p role="status" className="sr-only">
          {says}
        </p>
      </div>
      {save.kind === "changed" ? (
        <ChangedDialog
          theirs={save.theirs}
          onTake={() => writing.takeTheirs(save.theirs)}
          onPutOver={() => writing.putOver(save.theirs)}
          onCopy={() => void copy()}
        />
      ) : null}
    </EditingProvider>
  );
}
