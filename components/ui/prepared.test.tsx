import Link from "next/link";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { LineChart } from "@/components/charts/line-chart";
import { RangeBar } from "@/components/charts/range-bar";
import { ScoreBand } from "@/components/charts/score-band";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { Table } from "@/components/ui/table";
import { markup } from "@/lib/core/shared/markup";
import { Prepared, prepare } from "./prepared";

const NASTY = `<img src=x onerror="alert(1)"> & 'so' "on" </section>`;

/** React's HTML, with the entity for an apostrophe that `markup` writes. */
const byReact = (node: ReactNode): string => renderToStaticMarkup(node).replaceAll("&#x27;", "&#39;");

const parts: Record<string, ReactNode> = {
  "a card with its heading": (
    <Card as="section" aria-labelledby="it" id="part">
      <CardHeader id="it" title={NASTY} note={<b>{NASTY}</b>} />
      {[1, "two", null, false, <p key="p">three</p>]}
    </Card>
  ),
  "a disclosure and a notice": (
    <>
      <Disclosure title="More" open>
        {0} of {NASTY}
      </Disclosure>
      <Notice tone="warning" role="note" title={NASTY}>
        text
      </Notice>
      <Badge state="confirmed" />
    </>
  ),
  "a table": (
    <Table
      caption={NASTY}
      onPhone="cards"
      rows={[{ id: "a" }, { id: NASTY }]}
      rowKey={({ id }) => id}
      empty={null}
      columns={[{ key: "id", header: "Id", rowHeader: true, cell: ({ id }) => id }]}
    />
  ),
  charts: (
    <>
      <RangeBar low={0.2} high={0.7} tone="trap" />
      <ScoreBand label="Likely" min={100} max={1_000} pass={720} low={600} high={800} note={NASTY} />
      <LineChart
        from={{ at: 0, label: "first" }}
        to={{ at: 9, label: "last" }}
        max={1}
        format={String}
        series={[
          {
            name: NASTY,
            tone: "trap",
            points: [
              { at: 0, value: 0.5, few: true },
              { at: 9, value: 0.25, few: false },
            ],
          },
        ]}
      />
    </>
  ),
};

describe("prepare", () => {
  it.each(Object.entries(parts))("gives the HTML that React gives of %s", (_name, node) => {
    expect(prepare(node).html).toBe(byReact(node));
  });

  it("makes plain links of links, and takes in what is prepared", () => {
    const node = (
      <Link href="/learn/3.1" prefetch={false} className="link">
        to {NASTY}
      </Link>
    );
    expect(prepare(node).html).toMatch(/^<a href="\/learn\/3\.1" class="link">to &lt;img[^<]*<\/a>$/);
    expect(
      prepare(
        <Prepared>
          <p>in</p>
        </Prepared>,
      ).html,
    ).toBe("<p>in</p>");
    expect(prepare(<Prepared of={markup`<td>${NASTY}</td>`} />).html).toMatch(/^<td>&lt;img[^<>]*<\/td>$/);
  });

  it.each([
    ["a handler", <button key="1" type="button" onClick={() => undefined} />],
    ["a handler as text", <p key="2" {...{ onclick: "alert(1)" }} />],
    ["a style", <p key="3" style={{ color: "red" }} />],
    ["HTML", <p key="4" {...{ dangerouslySetInnerHTML: { __html: "<b>" } }} />],
    ["a script", <script key="5">{"alert(1)"}</script>],
    ["an address that is a script", <Link key="6" href={`${"java"}script:alert(1)`} />],
    ["a form's action", <form key="7" {...{ action: () => undefined }} />],
    ["another document", <p key="8" {...{ srcdoc: "x" }} />],
    ["what is no element", { html: "<b>" }],
    ["what has to be waited for", Promise.resolve("text")],
  ])("takes no %s", (_what, node) => {
    expect(() => prepare(node)).toThrow();
  });
});
