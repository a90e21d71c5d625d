import Link from "next/link";
import { redirect } from "next/navigation";
import { GuestButton } from "@/app/(auth)/_components/other-ways";
import { AppHeader } from "@/components/layout/app-header";
import { AppShell } from "@/components/layout/app-shell";
import { SiteFooter } from "@/components/layout/site-footer";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { findViewer } from "@/lib/auth/viewer";
import { formSize } from "@/lib/core/exam/blueprint";
import { getCurrentExam, listExams } from "@/lib/usecases/learn/current-exam";
import { getBankFigures } from "@/lib/usecases/learn/get-bank-figures";

const steps = [
  {
    title: "Sit a timed exam",
    text: "As at the test centre: a clock that is the server’s, flags, strike-out, highlights, a summary before you end. Every answer is saved as you make it, also offline.",
  },
  {
    title: "See what each wrong choice says",
    text: "Every wrong option offers a known misconception, a trap. The result names the traps that you took, with the answers that show it.",
  },
  {
    title: "Fix the one thing",
    text: "The deciding fact, the section of the lesson that settles it, and a drill of questions with the same trap in other clothes.",
  },
];

/** The packs to look at, where there are several; each by the first of its exams. */
function PackTabs({ packs, current }: { packs: readonly { exam: string; name: string }[]; current: string }) {
  if (packs.length < 2) return null;
  return (
    <nav aria-label="What you practise for" className="flex flex-wrap gap-2">
      {packs.map(({ exam, name }, index) => (
        <Link
          key={exam}
          href={index === 0 ? "/" : `/?exam=${exam}`}
          aria-current={exam === current ? "page" : undefined}
          className="inline-flex min-h-11 items-center rounded-control border border-line-strong bg-surface px-4 py-2 text-sm hover:border-ink-2 aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-accent"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

export default async function LandingPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const viewer = await findViewer();
  if (viewer !== null) redirect("/home");
  const { exam: wish } = await searchParams;
  const { pack, exam } = await getCurrentExam({ examId: typeof wish === "string" ? wish : null });
  const firsts = (await listExams()).filter(
    (one, index, all) => all.findIndex(({ pack: { id } }) => id === one.pack.id) === index,
  );
  const packs = firsts.map((one) => ({ exam: one.exam.id, name: one.pack.info.name }));
  const first = firsts.find((one) => one.pack.id === pack.id)?.exam.id ?? exam.id;
  const chosen = exam.id === packs[0]?.exam ? "" : `?exam=${exam.id}`;
  const [blueprint] = exam.blueprints;
  const figures = await getBankFigures(pack.id, exam.id);
  const symptoms = pack.chapters.flatMap((chapter) => chapter.symptoms);
  return (
    <AppShell
      header={
        <AppHeader
          nav={[{ href: `/learn${chosen}`, label: "Lessons" }]}
          current=""
          right={
            <ButtonLink href="/sign-in" variant="ghost">
              Sign in
            </ButtonLink>
          }
        />
      }
      footer={
        <SiteFooter
          notAffiliated={pack.info.disclaimer}
          privacyHref="/privacy"
          licence={{ label: "MIT licence", href: "/licence" }}
        />
      }
    >
      <section className="grid gap-6 pt-4 pb-12 sm:pt-12">
        {packs.length < 2 ? (
          <p className="text-sm text-ink-2">{exam.name}</p>
        ) : (
          <PackTabs packs={packs} current={first} />
        )}
        <h1 className="max-w-[22ch] text-4xl leading-[1.1] tracking-[-0.03em]">
          Find out why you miss questions, and fix that.
        </h1>
        <p className="max-w-reading text-lg text-ink-2">
          Exam practice whose wrong answers are there for a reason. From the ones you take, it tells which trap caught
          you, leads you to what refutes it, and lets you try again.
        </p>
        <div className="flex flex-wrap gap-3">
          <GuestButton next="/home" exam={exam.id} primary />
          <ButtonLink href={`/sign-up${chosen}`} size="lg">
            Create an account
          </ButtonLink>
        </div>
        <p className="text-sm text-ink-2">
          No address needed to try.{" "}
          {blueprint === undefined
            ? ""
            : `A first exam: ${formSize(blueprint)} questions in ${Math.round(blueprint.seconds / 60)} minutes. `}
          {figures.questions} questions, {figures.traps} traps.
        </p>
      </section>
      <ol className="grid list-none gap-4 p-0 sm:grid-cols-3">
        {steps.map((step, index) => (
          <Card as="li" key={step.title}>
            <p className="num mb-2 text-sm text-ink-2">{index + 1}</p>
            <h2 className="mb-2 text-lg">{step.title}</h2>
            <p className="text-ink-2">{step.text}</p>
          </Card>
        ))}
      </ol>
      <section className="mt-14 grid gap-4" aria-labelledby="symptoms">
        <h2 id="symptoms" className="text-xl">
          Does one of these sound like you?
        </h2>
        <ul className="grid list-none gap-3 p-0 sm:grid-cols-2">
          {symptoms.map((symptom) => (
            <li key={symptom.id}>
              <a
                href={`/learn/symptoms/${symptom.id}`}
                className="flex h-full min-h-13 flex-col justify-center rounded-card border border-line-strong bg-surface px-4 py-3 hover:border-ink-2"
              >
                <span className="font-serif text-[1.0625rem]">“{symptom.symptom}”</span>
              </a>
            </li>
          ))}
        </ul>
      </section>
    </AppShell>
  );
}
