"use client";

import { type SubmitEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { PICTURE_BYTES, PICTURE_FAULTS, PICTURE_TYPES, PICTURE_WORDS } from "@/lib/core/media/picture";
import { type Sending, sendPicture } from "./send-picture";

export type PictureButtonProps = {
  /** The pack whose questions may show the picture. */
  packId: string;
  /** Gets the Markdown of the picture once it is kept. */
  onInsert: (markdown: string) => void;
  disabled?: boolean;
};

type Step = { kind: "asking" } | { kind: "sending"; share: number } | { kind: "failed"; message: string };

/** Asks for a picture and its words, sends it, and hands its Markdown on. */
export function PictureButton({ packId, onInsert, disabled }: PictureButtonProps) {
  const [open, setOpen] = useState(false);
  const [step, setStep] = useState<Step>({ kind: "asking" });
  const [file, setFile] = useState<File | null>(null);
  const [alt, setAlt] = useState("");
  const [lacking, setLacking] = useState<{ file?: string; alt?: string }>({});
  const sending = useRef<Sending | null>(null);
  const formId = useId();
  useEffect(() => () => sending.current?.stop(), []);

  const close = () => {
    sending.current?.stop();
    sending.current = null;
    setOpen(false);
    setStep({ kind: "asking" });
    setFile(null);
    setAlt("");
    setLacking({});
  };

  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The dialog stands inside another form for React, which must not be sent with it.
    event.stopPropagation();
    const words = alt.trim();
    const found = {
      ...(file === null ? { file: "Choose a picture." } : {}),
      ...(file !== null && file.size > PICTURE_BYTES ? { file: PICTURE_FAULTS["too-large"] } : {}),
      ...(words === "" ? { alt: "Say in words what the picture shows." } : {}),
    };
    setLacking(found);
    if (file === null || Object.keys(found).length > 0 || sending.current !== null) return;
    setStep({ kind: "sending", share: 0 });
    const own = sendPicture({ packId, alt: words, file }, (share) => setStep({ kind: "sending", share }));
    sending.current = own;
    const sent = await own.done;
    if (sending.current !== own) return;
    sending.current = null;
    if (!sent.ok) return setStep({ kind: "failed", message: sent.error });
    close();
    onInsert(sent.value);
  };

  return (
    <>
      <Button variant="ghost" disabled={disabled} onClick={() => setOpen(true)} className="px-2 text-sm text-ink-2">
        Picture
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => (next ? setOpen(true) : close())}
        title="Add a picture"
        description="PNG, JPEG, WebP, GIF or AVIF, at most 10 MB. It is kept without metadata, at most 1600 pixels wide."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              pending={step.kind === "sending"}
              pendingLabel="Sending…"
            >
              Add the picture
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={send} noValidate className="grid gap-4 pt-2">
          {step.kind === "failed" ? <Notice tone="danger">{step.message}</Notice> : null}
          <Input
            label="File"
            type="file"
            accept={PICTURE_TYPES.join(",")}
            error={lacking.file}
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
          <Input
            label="What it shows"
            hint="For those who cannot see it: say everything that the question needs, and nothing that gives the answer away."
            maxLength={PICTURE_WORDS}
            value={alt}
            error={lacking.alt}
            onChange={(event) => setAlt(event.currentTarget.value)}
          />
          {step.kind === "sending" ? (
            <Progress
              label={step.share < 1 ? "Sending" : "Sent, being checked"}
              value={Math.round(step.share * 100)}
              max={100}
              valueText={`${Math.round(step.share * 100)} %`}
            />
          ) : null}
        </form>
      </Dialog>
    </>
  );
}
