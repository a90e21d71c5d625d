import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { unguarded } from "@/lib/content/interchange/csv/cells";
import { readSheet } from "@/lib/content/spreadsheet/testing/read-sheet";
import { database } from "@/lib/data/database";
import { onBothEngines } from "@/lib/data/testing/engines";
import { listAccesses } from "@/lib/usecases/privacy/list-accesses";
import { cohortScene, sitAll } from "@/lib/usecases/testing/cohort-scene";
import { at, newViewer, there } from "@/lib/usecases/testing/scene";
import { smallPack } from "@/lib/usecases/testing/small-pack";
import { type CohortExport, cohortExportSchema, exportCohort } from "./export-cohort";

onBothEngines("a lead's board", () => {
  test("exports hold what counts since joining, no formula and no small group; those in them are told", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learner = await joined();
    const counted = await sitAll(learner, "right");
    await (await database()).transaction((tx) =>
      tx.user.update({ where: { id: learner.viewer.userId }, data: { name: "=HYPERLINK(1)" } }),
    );
    const origin = "https://trapline.example";
    const file = async (asked: CohortExport) => there(await exportCohort(lead, { cohortId, asked, origin }));
    const out = async (what: "roster" | "gradebook" | "questions" | "traps" | "xapi") =>
      new TextDecoder("utf-8", { ignoreBOM: true }).decode((await file(cohortExportSchema.parse({ what }))).bytes);
    const [head, row] = (await out("gradebook")).slice(1).split("\r\n");
    expect(there(head)).toMatch(/^name,email,attempt,/);
    expect(there(row)).toMatch(new RegExp(`^'=HYPERLINK\\(1\\),.*,${counted},${counted},\\d+,\\d+$`));
    expect(await out("roster")).toContain("'=HYPERLINK(1),");
    expect((await out("questions")).trim().split("\r\n")).toHaveLength(1);
    expect((await out("traps")).trim().split("\r\n")).toHaveLength(1);
    const sheetOf = async (what: "roster" | "gradebook" | "questions" | "traps") =>
      readSheet((await file({ what, format: "xlsx" })).bytes).cells;
    expect((await sheetOf("gradebook"))[1]).toEqual([
      "=HYPERLINK(1)",
      learner.viewer.email,
      ...Array.from({ length: 5 }, () => expect.any(String)),
      ...[counted, counted, expect.any(Number), expect.any(Number)],
    ]);
    expect((await sheetOf("roster"))[1]).toEqual([
      "=HYPERLINK(1)",
      learner.viewer.email,
      ...[expect.any(String), 1, expect.any(String)],
    ]);
    expect(await sheetOf("questions")).toEqual([["question", "people", "answered", "right"]]);
    expect(await sheetOf("traps")).toEqual([["trap", "name", "week", "people", "decided", "falls"]]);
    const [statement] = JSON.parse(await out("xapi"));
    expect(statement).toMatchObject({
      actor: { account: { homePage: "https://trapline.example", name: learner.viewer.userId } },
      result: { score: { raw: counted, max: counted, scaled: 1 } },
      timestamp: expect.stringMatching(/^2026-11-23T\d\d:\d\d:\d\dZ$/),
    });
    expect((await listAccesses(learner)).rows).toMatchObject([{ what: "export" }]);
    const other = at(await newViewer({ role: "lead" }));
    for (const context of [other, learner]) {
      expect(await exportCohort(context, { cohortId, asked: { what: "roster", format: "xlsx" }, origin })).toBeNull();
    }
  });

  test("a table is the same in both formats, of a group that is large enough too", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learners = await Promise.all(Array.from({ length: 5 }, () => joined()));
    for (const learner of learners) await sitAll(learner, "wrong");
    for (const what of ["roster", "gradebook", "questions", "traps"] as const) {
      const as = async (format: "csv" | "xlsx") =>
        there(await exportCohort(lead, { cohortId, asked: { what, format }, origin: "https://trapline.example" }));
      const [csv, xlsx] = [await as("csv"), await as("xlsx")];
      expect([csv.fileName, xlsx.fileName]).toEqual([`cohort-${what}.csv`, `cohort-${what}.xlsx`]);
      const rows: string[][] = parse(csv.bytes, { bom: true });
      expect(rows.length).toBeGreaterThan(1);
      if (what === "traps") {
        const { traps } = smallPack();
        expect(rows.slice(1).map(([id, name]) => [id, name])).toEqual(
          rows.slice(1).map(([id]) => [id, there(traps.find((trap) => trap.id === id)).name]),
        );
      }
      const { cells } = readSheet(xlsx.bytes);
      expect(cells.map((row) => row.map(String))).toEqual(rows.map((row) => row.map(unguarded)));
      expect(cells.slice(1).every((row) => row.some((cell) => typeof cell === "number" && cell > 0))).toBe(true);
    }
  });

  test.each([
    {},
    { what: "all" },
    { what: "roster", format: "ods" },
    { what: "roster", format: "XLSX" },
    { what: "roster", format: "" },
    { what: "xapi", format: "csv" },
    { what: "roster", format: "csv", more: "1" },
  ])("%o is no export", (asked) => {
    expect(cohortExportSchema.safeParse(asked).success).toBe(false);
  });
});
