"use client";

import { type ChangeEvent, useId, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Table } from "@/components/ui/table";
import { spacedCode } from "@/lib/core/cohort/invite-code";
import type { RosterOutcome, RosterPerson } from "@/lib/core/cohort/roster";
import { type RosterReply, sendRoster } from "./roster-api";

const standings: Record<RosterPerson["standing"], string> = {
  new: "gets a code",
  member: "is in the cohort",
  invited: "has a code that holds",
};

/** A cell that no spreadsheet takes for a formula, in quotes. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

function codesAsFile(codes: RosterOutcome["codes"]): Blob {
  const rows = codes.map(({ name, email, code }) =>
    [name, email, spacedCode(code), `${location.origin}/join/${code}`].map(cell).join(","),
  );
  return new Blob([`\uFEFF${["name,email,code,link", ...rows].join("\r\n")}\r\n`], { type: "text/csv" });
}

function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Problems({ problems }: { problems: RosterOutcome["problems"] }) {
  return (
    <Notice
      tone="warning"
      title={`${problems.length} ${problems.length === 1 ? "row is" : "rows are"} left out`}
      role="note"
    >
      <ul className="mt-1 grid list-disc gap-1 pl-5">
        {problems.slice(0, 50).map(({ row, message }) => (
          <li key={`${row} ${message}`}>
            Row {row}: {message}
          </li>
        ))}
        {problems.length > 50 ? <li>And {problems.length - 50} more.</li> : null}
      </ul>
    </Notice>
  );
}

/** A roster, pasted or from a file; what it would make; then the codes, which are shown once. */
export function RosterForm({
  cohortId,
  cohortName,
  mailOn,
}: {
  cohortId: string;
  cohortName: string;
  /** This server can send each code to its address. */
  mailOn: boolean;
}) {
  const textId = useId();
  const [text, setText] = useState("");
  const [days, setDays] = useState(14);
  const [read, setRead] = useState<RosterOutcome | null>(null);
  const [made, setMade] = useState<RosterOutcome | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  const send = async (make: boolean, mail = false): Promise<void> => {
    setPending(true);
    setProblem(null);
    const reply: RosterReply = await sendRoster(cohortId, { text, days, make, mail });
    setPending(false);
    if (!reply.ok) setProblem(reply.message);
    else if (make) setMade(reply.outcome);
    else setRead(reply.outcome);
  };
  const load = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = target.files?.[0];
    if (file === undefined) return;
    if (file.size > 400_000) return setProblem("The file is larger than 400 kB: a roster of names is smaller.");
    setText(await file.text());
    setRead(null);
  };
  const fresh = read?.people.filter(({ standing }) => standing === "new").length ?? 0;

  const mailed = made?.codes.filter((one) => one.mailed).length ?? 0;
  const allMailed = mailed > 0 && mailed === made?.codes.length;
  const codesWord = fresh === 1 ? "code" : "codes";

  if (made !== null)
    return (
      <Card as="section" aria-labelledby="codes" className="grid gap-4">
        <CardHeader
          id="codes"
          title={made.codes.length === 1 ? "1 code is made" : `${made.codes.length} codes are made`}
          note={mailed === 0 ? undefined : `${mailed} on their way by mail`}
        />
        <Notice tone="success">
          {allMailed
            ? "They are on their way, and shown this once: only their hashes are kept."
            : "They are shown this once: only their hashes are kept. Save the list, then send each person their link."}
          {mailed > 0 && mailed < made.codes.length
            ? " An address that wants no mail from here gets none: give those people their codes yourself."
            : ""}
        </Notice>
        <div className="flex flex-wrap gap-2">
          <Button
            variant={allMailed ? "secondary" : "primary"}
            onClick={() => save(codesAsFile(made.codes), `codes ${cohortName}.csv`)}
          >
            Save as CSV
          </Button>
          <ButtonLink href={`/cohorts/${cohortId}`} variant={allMailed ? "primary" : "secondary"}>
            Back to the cohort
          </ButtonLink>
        </div>
        <Table
          caption="Codes"
          onPhone="cards"
          rows={made.codes}
          rowKey={({ email }) => email}
          empty={<EmptyState title="No code" level={3} />}
          columns={[
            { key: "name", header: "Person", rowHeader: true, cell: ({ name }) => name },
            { key: "email", header: "E-mail", cell: ({ email }) => <span className="break-all">{email}</span> },
            { key: "code", header: "Code", cell: ({ code }) => <span className="num">{spacedCode(code)}</span> },
            ...(mailed === 0
              ? []
              : [
                  {
                    key: "mailed",
                    header: "Mail",
                    cell: ({ mailed: sent }: RosterOutcome["codes"][number]) => (sent ? "on its way" : "not sent"),
                  },
                ]),
          ]}
        />
      </Card>
    );
  return (
    <div className="grid gap-6">
      <Card as="section" aria-labelledby="list" className="grid gap-5">
        <CardHeader id="list" title="The list" note="A CSV file with name and e-mail, or the same pasted" />
        <Input
          label="File"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          optional
          onChange={(event) => void load(event)}
        />
        <div className="grid gap-1.5">
          <label htmlFor={textId} className="font-[550]">
            Names and addresses
          </label>
          <textarea
            id={textId}
            rows={8}
            maxLength={400_000}
            value={text}
            spellCheck={false}
            placeholder={"name,email\nAda Lovelace,ada@example.org"}
            onChange={(event) => {
              setText(event.target.value);
              setRead(null);
            }}
            className="w-full rounded-control border border-line-strong bg-surface px-3 py-2 font-mono text-ink text-sm placeholder:text-ink-3"
          />
        </div>
        <Input
          label="Days that the codes hold"
          type="number"
          min={1}
          max={365}
          value={days}
          onChange={(event) => setDays(event.target.valueAsNumber)}
          className="max-w-32"
        />
        {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
        <Button
          variant={read === null ? "primary" : "secondary"}
          pending={pending}
          disabled={text.trim() === ""}
          className="justify-self-start"
          onClick={() => void send(false)}
        >
          Look it over
        </Button>
      </Card>
      {read === null ? null : (
        <Card as="section" aria-labelledby="preview" className="grid gap-4">
          <CardHeader id="preview" title="What it comes to" note="Nothing is made yet" />
          {read.problems.length === 0 ? null : <Problems problems={read.problems} />}
          <Table
            caption="People of the list"
            onPhone="cards"
            rows={read.people}
            rowKey={({ email }) => email}
            empty={<EmptyState title="Nobody" text="No row has a name and an address." level={3} />}
            columns={[
              { key: "row", header: "Row", align: "end", cell: ({ row }) => row },
              { key: "name", header: "Person", rowHeader: true, cell: ({ name }) => name },
              { key: "email", header: "E-mail", cell: ({ email }) => <span className="break-all">{email}</span> },
              { key: "standing", header: "Comes to", cell: ({ standing }) => standings[standing] },
            ]}
          />
          {fresh === 0 ? (
            <p className="text-ink-2">There is nobody to invite in it.</p>
          ) : (
            <div className="flex flex-wrap gap-2">
              {mailOn ? (
                <Button variant="primary" pending={pending} onClick={() => void send(true, true)}>
                  {fresh === 1 ? "Send the code by mail" : `Send the ${fresh} codes by mail`}
                </Button>
              ) : null}
              <Button
                variant={mailOn ? "secondary" : "primary"}
                pending={pending}
                onClick={() => void send(true)}
              >{`Make ${fresh} ${codesWord}${mailOn ? " to hand out" : ""}`}</Button>
            </div>
          )}
        </Card>
      )}
    </div>
  );
}
