import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { PageHeader } from "@/components/ui/page-header";

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
          ones it needs to work.
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
          One cookie carries your session, one protects the sign-in form, and one remembers light or dark if you choose
          it. While an exam runs, this browser keeps the exam's page and the answers that are not sent yet, so that
          nothing is lost when the line breaks; never a key. They are removed when the exam ends or you sign out.
        </p>
        <h3>Who sees it</h3>
        <p>
          You. Questions collect statistics from answers without names. Whoever operates the server can read its
          database; ask them about backups, retention and deletion.
        </p>
      </div>
    </SiteFrame>
  );
}
