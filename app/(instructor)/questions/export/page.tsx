import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { BankTabs } from "@/app/(instructor)/_components/bank-tabs";
import { ToldList } from "@/app/(instructor)/_components/told-list";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { RadioCards, Select } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import {
  EXPORT_STATES,
  type ExportState,
  exportBank,
  exportWishSchema,
  getExportChoices,
} from "@/lib/usecases/exchange/export-bank";

export const metadata: Metadata = { title: "Export questions" };

const SHOWN_LOSSES = 100;

const STATES = {
  published: { label: "Published questions", hint: "What new exams take.", unit: "question" },
  retired: { label: "Retired questions", hint: "What new exams take no more.", unit: "question" },
  draft: {
    label: "Drafts",
    hint: "What is being written. Unfinished drafts are left out, and named.",
    unit: "draft",
  },
} satisfies Record<ExportState, { label: string; hint: string; unit: string }>;

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

export default async function ExportPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const asked = await searchParams;
  const context = await findContextFor("readBank", "/questions/export");
  const choices = context === null ? null : await getExportChoices(context);
  if (context === null || choices === null) notFound();
  const parsed = exportWishSchema.safeParse({ format: choices.formats[0]?.id, ...asked });
  const wish = parsed.success ? parsed.data : exportWishSchema.parse({ format: choices.formats[0]?.id });
  const made = await exportBank(context, wish);
  const { format, filter } = wish;
  const query = new URLSearchParams({
    format,
    ...(filter.lesson === undefined ? {} : { lesson: filter.lesson }),
    ...(filter.type === undefined ? {} : { type: filter.type }),
    ...(filter.state === undefined ? {} : { state: filter.state }),
    ...(filter.ids === undefined ? {} : { ids: filter.ids.join(",") }),
  });
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        eyebrow={choices.packName}
        title="Export questions"
        lead="Written questions with keys, rationales and traps, as a file for another system or for keeping."
      />
      <BankTabs current="/questions/export" />
      <div className="grid max-w-reading gap-6">
        <Card as="section" aria-labelledby="export-what">
          <CardHeader id="export-what" title="What, and in which format" />
          <form className="grid gap-4 sm:grid-cols-2">
            {filter.ids === undefined ? null : <input type="hidden" name="ids" value={filter.ids.join(",")} />}
            <div className="sm:col-span-2">
              <RadioCards
                legend="What"
                name="state"
                defaultValue={filter.state ?? "published"}
                options={EXPORT_STATES.flatMap((state) => {
                  const count = choices.states[state];
                  const { label, hint, unit } = STATES[state];
                  return count === null ? [] : [{ value: state, label, hint, aside: counted(count, unit) }];
                })}
              />
            </div>
            <Select label="Format" name="format" defaultValue={format}>
              {choices.formats.map(({ id, label, ending }) => (
                <option key={id} value={id}>
                  {label} ({ending})
                </option>
              ))}
            </Select>
            <Select label="Lesson" name="lesson" defaultValue={filter.lesson ?? ""}>
              <option value="">All lessons</option>
              {choices.lessons.map(({ id, title }) => (
                <option key={id} value={id}>
                  {id} {title}
                </option>
              ))}
            </Select>
            <Select label="Type" name="type" defaultValue={filter.type ?? ""}>
              <option value="">All types</option>
              {choices.types.map((type) => (
                <option key={type} value={type}>
                  {type.replace("-", " ")}
                </option>
              ))}
            </Select>
            <div className="sm:col-span-2">
              <Button type="submit">Show what it comes to</Button>
            </div>
          </form>
        </Card>
        {made === null || made.questions === 0 ? (
          <EmptyState
            icon="search"
            title={filter.state === "draft" ? "No whole drafts" : "No questions"}
            text={
              filter.state === "draft" ? "No finished draft fits this choice." : "No written question fits this choice."
            }
          />
        ) : (
          <Card as="section" aria-labelledby="export-file">
            <CardHeader id="export-file" title={`${counted(made.questions, "question")} as ${made.format}`} />
            <p>
              {made.losses.length === 0
                ? "The format holds all of it: the file comes back as the same questions."
                : `The format cannot hold everything. What is left out (${made.losses.length}):`}
            </p>
            <ToldList
              problems={made.losses.slice(0, SHOWN_LOSSES).map(({ place, what }) => ({ place, message: what }))}
              count={made.losses.length}
            />
            {made.draws === 0 ? null : (
              <p className="mt-3 text-sm text-ink-2">
                {made.draws} draws of families are not in the file: a family is code and draws them anew.
              </p>
            )}
            <a href={`/api/v1/exports?${query}`} className={buttonClass("primary", undefined, "mt-5 max-w-full py-2")}>
              <Icon name="download" />
              <span className="min-w-0 [overflow-wrap:anywhere]">Download {made.fileName}</span>
            </a>
          </Card>
        )}
        {made === null || made.leftOut.length === 0 ? null : (
          <Card as="section" aria-labelledby="export-left-out">
            <CardHeader
              id="export-left-out"
              title={`${counted(made.leftOut.length, "unfinished draft")} left out`}
              note="Finish them in the editor; then they can be exported."
            />
            <ToldList
              problems={made.leftOut.slice(0, SHOWN_LOSSES).map(({ id, why }) => ({ place: id, message: why }))}
              count={made.leftOut.length}
            />
          </Card>
        )}
      </div>
    </SiteFrame>
  );
}
