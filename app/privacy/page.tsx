import type { Metadata } from "next";
import Link from "next/link";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { PageHeader } from "@/components/ui/page-header";
import { GUEST_DAYS } from "@/lib/core/cohort/retention";

export const metadata: Metadata = { title: "Privacy" };

const stored: readonly { what: string; why: string }[] = [
  {
    what: "Name, e-mail address and role",
    why: "to greet you, to sign you in, and to know what you may do. A guest has neither name nor address.",
  },
  { what: "A hash of your password (argon2id)", why: "to check it. The password itself is stored nowhere." },
  {
    what: "Your sessions: when they began, when they were last used, the browser's own description",
    why: "so that you can see and end them. They end after two hours without use or twelve hours in all, but not during an exam.",
  },
  {
    what: "Your attempts: every answer and change of an answer with its time, flags, struck-out options, highlights",
    why: "to give you your result and review, and to find the traps that catch you.",
  },
  {
    what: "What follows from your answers: how you stand in each lesson, which traps took you and when they are checked again, your remediations with what you read for them",
    why: "to lead you to what fixes it, and to check later that it held. It is worked out from your attempts and can be at any time.",
  },
  {
    what: "What you tell by yourself: the symptoms that you report, how sure you were, what a miss was, the day of your exam and how it went",
    why: "to plan with you. Outcomes of all, without names, correct what readiness says once there are a hundred.",
  },
  {
    what: "The cohorts that you joined or lead, from when and until when",
    why: "only this lets a lead see anything of yours.",
  },
  {
    what: "Which lead of a cohort opened your page, and when",
    why: "so that you can see it, in your account. Nobody else does.",
  },
  {
    what: "Which mail you want, your time zone, and mail on its way to you",
    why: "to tell you what is due and what changed at your hours. Where mail is set up, addresses and words of sent mail are emptied after 30 days.",
  },
  {
    what: "Your answers in the live sessions of a cohort",
    why: "to show the room how the answers fall. Nobody is shown whose an answer is, and of fewer than five only their number; they go into no score.",
  },
  {
    what: "If you come from a course of a learning platform: your id, name and address there, the course, and as what you are in it",
    why: "to know you again, and to send the course the score of an exam that you start from it.",
  },
  { what: "A log of changes of passwords, roles and access", why: "so that misuse can be found." },
];

export default function PrivacyPage() {
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader title="Privacy" lead="What this installation stores about you, and where." />
      <div className="prose">
        <p>
          This is a self-hosted installation: whoever runs it keeps your data in a database of their own. The software
          sends nothing to its makers or to anybody else, loads nothing from other sites, and sets no cookies but the
          ones it needs to work. One thing goes out: the score of an exam that you start from a course of a learning
          platform goes to that course, as the page says before you start.
        </p>
        <h3>What is stored, and why</h3>
        <ul>
          {stored.map(({ what, why }) => (
            <li key={what}>
              <strong>{what}</strong>: {why}
            </li>
          ))}
        </ul>
        <h3>Cookies and this browser</h3>
        <p>
          One cookie carries your session, one protects the sign-in form, one holds for ten minutes while you come in
          from a course, and one remembers light or dark if you choose it. While an exam runs, this browser keeps the
          exam's page and the answers that are not sent yet, so that nothing is lost when the line breaks; never a key.
          They are removed when the exam ends or you sign out.
        </p>
        <h3>Who sees it</h3>
        <p>
          You, and the leads of a cohort that you join: what they see is said before you join, and ends when you leave.
          Questions collect statistics from answers without names. A group of fewer than five people is never shown
          beside others. Whoever operates the server can read its database.
        </p>
        <h3>For how long</h3>
        <ul>
          <li>Your account and your work: until you delete them.</li>
          <li>A guest's: until {GUEST_DAYS} days without a visit.</li>
          <li>
            What leads see: until you leave, they take you out, or the time is over that the cohort keeps its learners
            after it is archived.
          </li>
          <li>Backups, if there are any: ask whoever operates the server.</li>
        </ul>
        <h3>What you can do</h3>
        <p>
          In your <Link href="/account">account</Link> you can download all that is stored about you, see who opened
          your page, and delete your account. What stays of it are sums in the statistics of questions, which name
          nobody, and questions that you wrote for others, without your name.
        </p>
      </div>
    </SiteFrame>
  );
}
