"use client";

import { useRouter } from "next/navigation";
import { type SubmitEvent, useState, useTransition } from "react";
import { z } from "zod";
import { ToldList, type ToldProblem } from "@/app/(instructor)/_components/told-list";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

const madeSchema = z.object({ id: z.string() });
const refusedSchema = z.object({
  message: z.string(),
  problems: z.array(z.object({ place: z.string(), message: z.string() })).default([]),
  count: z.number().default(0),
});

type Trouble = { message: string; problems: ToldProblem[]; count: number };
const only = (message: string): Trouble => ({ message, problems: [], count: 0 });

async function send(form: FormData): Promise<{ id: string } | Trouble> {
  try {
    const response = await fetch("/api/v1/imports", { method: "POST", body: form });
    const body: unknown = await response.json();
    if (response.ok) return madeSchema.parse(body);
    return refusedSchema.parse(body);
  } catch {
    return only("The file could not be sent. Nothing was stored; try again.");
  }
}

/** Takes a file to where it is looked at, or says why it cannot be. */
export function ImportForm({
  limitBytes,
  formats,
}: {
  limitBytes: number;
  formats: readonly { id: string; label: string; endings: readonly string[] }[];
}) {
  const router = useRouter();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [pending, start] = useTransition();
  const most = Math.floor(limitBytes / 1024 / 1024);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    if (!(file instanceof File) || file.name === "") return setTrouble(only("Choose a file first."));
    if (file.size > limitBytes)
      return setTrouble(only(`The file is larger than ${most} MB. Split it into smaller files; nothing was sent.`));
    start(async () => {
      const sent = await send(form);
      if ("id" in sent) router.push(`/questions/import/${sent.id}`);
      else start(() => setTrouble(sent));
    });
  };
  const endings = [...new Set(formats.flatMap((format) => format.endings))];
  return (
    <form onSubmit={submit} className="grid gap-5">
      {trouble === null ? null : (
        <Notice tone="danger" title={trouble.message}>
          <ToldList problems={trouble.problems} count={trouble.count} />
        </Notice>
      )}
      <Input
        label="File"
        name="file"
        type="file"
        accept={endings.join(",")}
        hint={`${formats.map(({ label }) => label).join(", ")}. Up to ${most} MB and 5,000 questions.`}
      />
      <Select label="Format" name="format" defaultValue="" hint="Told by the file itself unless you choose one.">
        <option value="">As the file says</option>
        {formats.map(({ id, label, endings: own }) => (
          <option key={id} value={id}>
            {label} ({own.join(", ")})
          </option>
        ))}
      </Select>
      <div>
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Reading…">
          Look at the file
        </Button>
      </div>
    </form>
  );
}
