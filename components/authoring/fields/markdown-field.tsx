"use client";

import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { PictureButton } from "@/components/authoring/picture-button";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { type Edit, edits, type MarkdownEdit } from "@/lib/core/authoring/markdown-edits";
import { type Path, useEditing, useField } from "./editing";
import { BOX, boxLine, Frame } from "./frame";

const TOOLS = [
  { edit: "bold", label: "Bold", sign: <b>B</b>, key: "b" },
  { edit: "code", label: "Code", sign: <code className="text-sm">{"<>"}</code>, key: "e" },
  { edit: "code-block", label: "Code block", sign: <code className="text-sm">{"{ }"}</code>, key: null },
  { edit: "table", label: "Table", sign: <span className="text-sm">Table</span>, key: null },
  { edit: "list", label: "List", sign: <Icon name="list" size={18} />, key: null },
] as const satisfies readonly { edit: MarkdownEdit; label: string; sign: ReactNode; key: string | null }[];

/** Puts text in as if it had been typed, so that the browser's own undo takes it back. */
function apply(area: HTMLTextAreaElement, { from, to, insert, select }: Edit): void {
  area.focus();
  area.setSelectionRange(from, to);
  document.execCommand("insertText", false, insert);
  area.setSelectionRange(from + select[0], from + select[1]);
}

/** How tall a field of so many rows is while there is little in it; no style of an element's own gets past the policy. */
const HEIGHTS = { 2: "min-h-[4.25em]", 5: "min-h-[8.75em]", 6: "min-h-[10.25em]" } as const;

type MarkdownFieldProps = {
  path: Path;
  label: ReactNode;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** With buttons for what Markdown can do; the keys work anyway. */
  tools?: boolean;
  rows?: keyof typeof HEIGHTS;
};

/** A text in Markdown. */
export function MarkdownField(props: MarkdownFieldProps) {
  const { path, label, hint, value, onChange, placeholder, tools = false, rows = 2 } = props;
  const { aria, id, found, touch } = useField(path);
  const { packId } = useEditing();
  const area = useRef<HTMLTextAreaElement>(null);
  const run = (name: MarkdownEdit): void => {
    const element = area.current;
    if (element === null) return;
    const { value: text, selectionStart, selectionEnd } = element;
    apply(element, edits[name](text, selectionStart, selectionEnd));
  };
  const insert = (markdown: string): void => {
    const element = area.current;
    if (element === null) return;
    const { selectionStart: from, selectionEnd: to } = element;
    apply(element, { from, to, insert: markdown, select: [markdown.length, markdown.length] });
  };
  const press = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const tool = TOOLS.find(({ key }) => key === event.key);
    if (tool === undefined) return;
    event.preventDefault();
    run(tool.edit);
  };
  const bar = (
    <fieldset aria-label="Formatting" className="-mb-0.5 flex flex-wrap">
      {TOOLS.map(({ edit, label: name, sign, key }) => (
        <Button
          key={edit}
          variant="ghost"
          onClick={() => run(edit)}
          aria-label={name}
          title={key === null ? name : `${name} (Ctrl+${key.toUpperCase()})`}
          className="min-w-11 px-2 text-ink-2"
        >
          {sign}
        </Button>
      ))}
      <PictureButton packId={packId} onInsert={insert} />
    </fieldset>
  );
  return (
    <Frame id={id} label={label} hint={hint} found={found} aside={tools ? bar : undefined}>
      <textarea
        {...aria(hint !== undefined)}
        ref={area}
        rows={rows}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={press}
        onBlur={touch}
        className={classNames(BOX, boxLine(found), HEIGHTS[rows], "field-sizing-content max-h-[70dvh] px-3 py-2.5")}
      />
    </Frame>
  );
}
