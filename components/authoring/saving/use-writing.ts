"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { readDraftAction } from "@/lib/actions/drafts";
import type { DraftFile } from "@/lib/core/authoring/draft-file";
import { Autosaver, type SaveState, type Theirs } from "./autosaver";
import { keepText, keptText } from "./kept-text";
import { newSaveId, saveFile } from "./save-file";

export type Sheet = Theirs & { draftId: string; packId: string; published: string[] };

const same = (a: DraftFile, b: DraftFile): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The text of a draft while it is written: saved by itself, kept on the device meanwhile, brought back by a reload. */
export function useWriting(given: Sheet, writer: string) {
  // A page that is rendered anew does not put its text over what is being written.
  const [sheet] = useState(given);
  const { draftId } = sheet;
  const [file, setFile] = useState(sheet.file);
  const [stored, setStored] = useState<Pick<Sheet, "state" | "editedBy">>(sheet);
  const [save, setSave] = useState<SaveState>({ kind: "saved", at: sheet.updatedAt });
  const [broughtBack, setBroughtBack] = useState(false);
  // Counts what was put in place of the whole text, so that fields that hold text of their own start anew.
  const [edition, setEdition] = useState(0);
  const current = useRef(sheet.file);
  const [saver] = useState(
    () =>
      new Autosaver(
        {
          save: (text, revision, origin) => saveFile(draftId, text, revision, origin),
          newId: newSaveId,
          keep: (unsaved) => keepText(writer, draftId, unsaved),
          onState: setSave,
        },
        sheet.revision,
        sheet.updatedAt,
      ),
  );

  const put = useCallback((next: DraftFile) => {
    current.current = next;
    setFile(next);
  }, []);

  /** Changes the text by what it is now, so that two changes in a row both count. */
  const change = useCallback(
    (edit: (file: DraftFile) => DraftFile) => {
      put(edit(current.current));
      saver.change(current.current);
    },
    [put, saver],
  );

  const adopt = useCallback(
    (theirs: Theirs) => {
      put(theirs.file);
      setStored(theirs);
      setEdition((count) => count + 1);
      saver.take(theirs);
    },
    [put, saver],
  );

  useEffect(() => {
    const kept = keptText(writer, draftId);
    const bringBack = (now: Theirs): void => {
      if (kept === null || same(kept.file, now.file)) {
        if (kept !== null) keepText(writer, draftId, null);
        if (now.revision > saver.revision && saver.isSaved) adopt(now);
        return;
      }
      put(kept.file);
      setEdition((count) => count + 1);
      setBroughtBack(true);
      saver.recall(kept.unanswered);
      // A save of this very text may have been stored without an answer that came here.
      const isOwn = now.savedAs !== null && kept.unanswered.includes(now.savedAs);
      // Somebody saved since this text was written, or it can no longer be written.
      if ((now.revision !== kept.revision && !isOwn) || now.state !== "draft") saver.meet(now);
      saver.change(kept.file);
    };
    if (kept !== null) bringBack(sheet);
    // The browser may show a page that it has kept from before the last save.
    readDraftAction({ draftId })
      .then((reply) => {
        if (reply.ok && reply.value !== null && kept === null) bringBack(reply.value);
      })
      .catch(() => undefined);
    const flush = (): void => void saver.flush();
    const hide = (): void => {
      if (document.visibilityState === "hidden") flush();
    };
    const warn = (event: BeforeUnloadEvent): void => {
      if (!saver.isSaved) event.preventDefault();
    };
    window.addEventListener("online", flush);
    window.addEventListener("beforeunload", warn);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("online", flush);
      window.removeEventListener("beforeunload", warn);
      document.removeEventListener("visibilitychange", hide);
      flush();
      saver.stop();
    };
  }, [adopt, draftId, put, saver, sheet, writer]);

  return {
    file,
    change,
    save,
    edition,
    broughtBack,
    stored,
    revision: saver.revision,
    saveNow: () => void saver.flush(),
    takeTheirs: adopt,
    putOver: (theirs: Theirs) => void saver.overwrite(current.current, theirs),
  };
}
