import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { extraTimeOptions } from "@/app/(learner)/_components/extra-time";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { chooseExamAction } from "@/lib/actions/account";
import { startExamAction } from "@/lib/actions/attempts";
import { requireContext } from "@/lib/auth/viewer";
import { sizeWords } from "@/lib/core/exam/size-words";
import type { Exam } from "@/lib/core/pack/schema";
import { listHistory } from "@/lib/usecases/attempt/list-history";
import { getCurrentExam, listExams } from "@/lib/usecases/learn/current-exam";

export const metadata: Metadata = { title: "Exams" };

function VersionCard({ exam, current, level }: { exam: Exam; current: boolean; level: 3 | 4 }) {
  const Heading = level === 3 ? "h3" : "h4";
  return (
    <Card as="li" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Heading className="text-lg">{exam.code}</Heading>
        {current ? <Badge state="answered">you practise for this</Badge> : null}
      </div>
      <p className="text-ink-2">{exam.status}</p>
      {exam.differences.length === 0 ? null : (
        <Disclosure title="What differs in this domain">
          <ul className="grid list-disc gap-1.5 pl-5 text-ink-2">
            {exam.differences.map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      {current ? null : (
        <ActionButton className="mt-auto" action={chooseExamAction} fields={{ exam: exam.id }} variant="secondary">
          Practise for {exam.code}
        </ActionButton>
      )}
    </Card>
  );
}

export default async function ExamsPage() {
  const context = await requireContext("/exams");
  const { exam } = await getCurrentExam(context.viewer);
  const all = (await listExams()).map(({ pack: { info } }) => info);
  const packs = all.filter((info, index) => all.findIndex(({ id }) => id === info.id) === index);
  const { entries } = await listHistory(context, { before: null });
  const running = entries.find(({ attempt }) => attempt.state === "running" && attempt.mode === "exam");
  return (
    <SiteFrame current="/exams" disclaimers={packs.map(({ disclaimer }) => disclaimer)}>
      <PageHeader
        eyebrow={exam.name}
        title="Practice exams"
        lead="Timed, and without feedback until the end. You can leave and come back; the clock goes on."
      />
      <div className="grid gap-10">
        {running === undefined ? null : (
          <Notice
            tone="warning"
            role="note"
            title="An exam is running"
            action={
              <ButtonLink variant="primary" href={`/exam/${running.attempt.id}`}>
                Go on with it
              </ButtonLink>
            }
          >
            {running.attempt.title} has not ended. One exam at a time: end it before you start the next.
          </Notice>
        )}
        <section aria-labelledby="forms" className="grid gap-4">
          <h2 id="forms" className="sr-only">
            Exams to sit
          </h2>
          <ul className="grid list-none gap-4 p-0">
            {exam.blueprints.map((blueprint, index) => (
              <Card as="li" key={blueprint.id}>
                <ActionForm action={startExamAction} className="flex flex-wrap items-end gap-x-8 gap-y-4">
                  <input type="hidden" name="exam" value={exam.id} />
                  <input type="hidden" name="blueprint" value={blueprint.id} />
                  <div className="min-w-0 grow basis-80">
                    <h3 className="text-lg">{blueprint.title}</h3>
                    <p className="num mt-0.5 text-sm text-ink-2">{sizeWords(blueprint)}</p>
                    <p className="mt-2 max-w-reading text-ink-2">{blueprint.summary}</p>
                    {blueprint.sections === undefined ? null : (
                      <p className="mt-1 max-w-reading text-sm text-ink-2">
                        In this order: {blueprint.sections.map(({ title }) => title).join(" · ")}
                      </p>
                    )}
                  </div>
                  <div className="flex flex-wrap items-end gap-4">
                    <div className="w-52">
                      <Select label="Extra time" name="extraTime" defaultValue={context.viewer.extraTime}>
                        {extraTimeOptions(blueprint.seconds * 1_000).map((option) => (
                          <option key={option.value} value={option.value}>
                            {option.label}
                          </option>
                        ))}
                      </Select>
                    </div>
                    <FormSubmit
                      variant={index === 0 && running === undefined ? "primary" : "secondary"}
                      pendingLabel="Assembling …"
                    >
                      Start
                    </FormSubmit>
                  </div>
                </ActionForm>
              </Card>
            ))}
          </ul>
        </section>
        <section aria-labelledby="versions" className="grid gap-4">
          <h2 id="versions" className="text-xl">
            The exam you practise for
          </h2>
          {packs.map((info) => (
            <div key={info.id} className="grid gap-3">
              {packs.length < 2 ? null : <h3 className="text-ink-2">{info.name}</h3>}
              <ul className="grid list-none gap-4 p-0 sm:grid-cols-2">
                {info.exams.map((one) => (
                  <VersionCard key={one.id} exam={one} current={one.id === exam.id} level={packs.length < 2 ? 3 : 4} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      </div>
    </SiteFrame>
  );
}
