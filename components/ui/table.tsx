// biome-ignore-all lint/a11y/noRedundantRoles: the card form changes `display`, which takes the native roles away

import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface TableColumn<Row> {
  /** Unique in the table. */
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, in tabular figures. */
  align?: "start" | "end";
  /** Names the row: its cell is a row header. Give it to one column. */
  rowHeader?: boolean;
  /** Says the header to screen readers only, e.g. over a column of buttons. */
  headerHidden?: boolean;
}

export interface TableProps<Row> {
  /** What the table shows; its accessible name. */
  caption: string;
  captionShown?: boolean;
  columns: readonly TableColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Stands in place of the table when there are no rows. */
  empty: ReactNode;
  /** Under 640 px: scroll sideways inside itself (for comparing), or become one card a row (for reading). */
  onPhone?: "scroll" | "cards";
  /** Keeps the head row in sight on wide screens while a long table scrolls; for `cards` only. */
  headSticky?: boolean;
}

/** A region that scrolls sideways inside itself and can be scrolled with the keyboard. */
function ScrollRegion({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus to be scrolled by keys
    <section aria-label={label} tabIndex={0} className={classNames("scroll-x rounded-control", className)}>
      {children}
    </section>
  );
}

/** Rows and columns with one head row. */
export function Table<Row>({
  caption,
  captionShown = false,
  columns,
  rows,
  rowKey,
  empty,
  onPhone = "scroll",
  headSticky = false,
}: TableProps<Row>) {
  if (rows.length === 0) return <>{empty}</>;
  const cards = onPhone === "cards";
  const align = (column: TableColumn<Row>) => (column.align === "end" ? "num text-end" : "text-start");
  const cellClass = (column: TableColumn<Row>) =>
    classNames(
      "border-b border-line px-3 py-2.5 align-top font-normal first:pl-0 last:pr-0 [tr:last-child>&]:border-b-0",
      align(column),
      cards &&
        "max-sm:flex max-sm:justify-between max-sm:gap-4 max-sm:border-0 max-sm:px-0 max-sm:py-1 max-sm:has-[>:last-child:empty]:hidden",
      cards && (column.rowHeader ? "max-sm:text-start" : "max-sm:text-end"),
    );
  const table = (
    <table role="table" className={classNames("w-full border-collapse", cards && "max-sm:block")}>
      <caption
        className={classNames(captionShown ? "pb-2 text-start text-sm text-ink-2" : "sr-only", cards && "max-sm:block")}
      >
        {caption}
      </caption>
      <thead role="rowgroup" className={cards ? "max-sm:sr-only" : undefined}>
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={classNames(
                "border-b border-line-strong px-3 py-2 align-bottom text-sm font-[550] text-ink-2 first:pl-0 last:pr-0",
                align(column),
                headSticky && "sm:sticky sm:top-(--table-head-top,0px) sm:z-10 sm:bg-surface",
              )}
            >
              {column.headerHidden ? <span className="sr-only">{column.header}</span> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody
        role="rowgroup"
        className={cards ? "max-sm:grid max-sm:grid-cols-[minmax(0,1fr)] max-sm:gap-3" : undefined}
      >
        {rows.map((row) => (
          <tr
            key={rowKey(row)}
            role="row"
            className={
              cards
                ? "max-sm:block max-sm:rounded-card max-sm:border max-sm:border-line max-sm:bg-surface max-sm:p-4"
                : undefined
            }
          >
            {columns.map((column) => {
              const content = (
                <>
                  {cards && !column.rowHeader && !column.headerHidden ? (
                    <span aria-hidden="true" className="max-w-1/2 shrink-0 text-start text-sm text-ink-2 sm:hidden">
                      {column.header}
                    </span>
                  ) : null}
                  <span className={classNames("min-w-0", cards && "max-sm:[overflow-wrap:anywhere]")}>
                    {column.cell(row)}
                  </span>
                </>
              );
              return column.rowHeader ? (
                <th
                  key={column.key}
                  role="rowheader"
                  scope="row"
                  className={classNames(cellClass(column), cards && "max-sm:pb-2 max-sm:font-semibold")}
                >
                  {content}
                </th>
              ) : (
                <td key={column.key} role="cell" className={cellClass(column)}>
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
  return cards ? table : <ScrollRegion label={caption}>{table}</ScrollRegion>;
}
