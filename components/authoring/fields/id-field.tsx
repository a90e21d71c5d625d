"use client";

import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { isIdFreeAction } from "@/lib/actions/drafts";
import { type Path, useEditing, useField } from "./editing";
import { BOX, Found, Frame } from "./frame";

const SLUG = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

type IdFieldProps = {
  path: Path;
  label: string;
  value: string;
  /** Published: it stays for ever. */
  fixed: boolean;
  /** Other ids in this draft. */
  others: readonly string[];
  onChange: (id: string) => void;
};

/** The id of a question or case. It counts once it is known to be free; until then the old one stays. */
export function IdField({ path, label, value, fixed, others, onChange }: IdFieldProps) {
  const { draftId, announce } = useEditing();
  const { aria, id, found, touch } = useField(path);
  const [typed, setTyped] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const refuse = (words: string): void => {
    setRefusal(`${words} The id stays ${value}.`);
    announce(`${words} The id stays ${value}.`);
  };
  const leave = async (): Promise<void> => {
    touch();
    const wish = typed?.trim() ?? value;
    if (wish === value) {
      setTyped(null);
      return setRefusal(null);
    }
    if (!SLUG.test(wish)) return refuse("An id is made of lower-case words joined by hyphens or dots.");
    if (others.includes(wish)) return refuse(`Another question of this draft is called ${wish}.`);
    const reply = await isIdFreeAction({ draftId, id: wish }).catch(() => null);
    if (reply === null || !reply.ok) return refuse("Whether it is free could not be asked.");
    if (reply.value !== true) return refuse(`Another question is called ${wish}.`);
    onChange(wish);
    setTyped(null);
    setRefusal(null);
  };
  const said =
    refusal === null ? found : [{ question: 0, path: [], rule: "id", severity: "error" as const, message: refusal }];
  return (
    <Frame
      id={id}
      label={label}
      hint={fixed ? "Published, and therefore stays." : "Lower-case words joined by hyphens. It stays once published."}
      found={[]}
    >
      <input
        {...aria(true)}
        aria-invalid={said.length > 0 || undefined}
        aria-describedby={`${id}-hint${said.length > 0 ? ` ${id}-found` : ""}`}
        type="text"
        spellCheck={false}
        autoComplete="off"
        readOnly={fixed}
        maxLength={80}
        value={typed ?? value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void leave()}
        onKeyDown={(event) => {
          if (event.key === "Enter") void leave();
        }}
        className={classNames(
          BOX,
          said.length > 0 ? "border-wrong" : "border-line-strong",
          "min-h-11 px-3 read-only:bg-sunken read-only:text-ink-2",
        )}
      />
      <Found id={id} found={said} />
    </Frame>
  );
}
