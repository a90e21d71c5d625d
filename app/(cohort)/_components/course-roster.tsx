"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Table } from "@/components/ui/table";
import type { CourseRosterRow, CourseStanding } from "@/lib/core/lti/roster";
import { readCourse } from "./course-roster-api";

const standings: Record<CourseStanding, string> = {
  joined: "joined",
  came: "came, has not joined",
  "not-yet": "has not come yet",
};

/** Reads the roster of a course when asked to, and shows who has joined. */
export function CourseRoster({ cohortId }: { cohortId: string }) {
  const [people, setPeople] = useState<CourseRosterRow[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const read = async (): Promise<void> => {
    setPending(true);
    setProblem(null);
    const reply = await readCourse(cohortId);
    setPending(false);
    if (reply.ok) setPeople(reply.people);
    else setProblem(reply.message);
  };
  const joined = people?.filter(({ standing }) => standing === "joined").length ?? 0;
  return (
    <Card as="section" aria-labelledby="roster" className="grid gap-4">
      <CardHeader
        id="roster"
        title={people === null ? "Not read yet" : `${joined} of ${people.length} have joined`}
        note="No account is made by it, and nothing of it is kept"
      />
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <Button
        variant={people === null ? "primary" : "secondary"}
        pending={pending}
        className="justify-self-start"
        onClick={() => void read()}
      >
        {people === null ? "Read the roster from the course" : "Read it again"}
      </Button>
      {people === null ? null : (
        <Table
          caption="Learners of the course"
          onPhone="cards"
          rows={people.map((person, index) => ({ ...person, key: String(index) }))}
          rowKey={({ key }) => key}
          empty={<EmptyState title="The course has no learners" level={3} />}
          columns={[
            { key: "name", header: "Person", rowHeader: true, cell: ({ name }) => name },
            { key: "email", header: "E-mail", cell: ({ email }) => <span className="break-all">{email}</span> },
            {
              key: "standing",
              header: "Here",
              cell: ({ standing }) =>
                standing === "joined" ? <Badge state="answered">joined</Badge> : standings[standing],
            },
          ]}
        />
      )}
    </Card>
  );
}
