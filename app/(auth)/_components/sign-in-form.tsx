"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

function problemText(code: string): string {
  const wait = /^wait-(\d+)$/.exec(code);
  if (wait !== null) return `Too many tries for this address. Wait ${wait[1]} minutes, then try again.`;
  if (code === "wrong-code")
    return "This code does not fit, or was used already. Enter the one that the app shows now.";
  return code === "CredentialsSignin"
    ? "Address and password do not fit together."
    : "That did not work. Check your connection and try again.";
}

/** Address and password, and a code where the account asks for one; goes on to `next`. */
export function SignInForm({ next }: { next: string }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const [asksCode, setAsksCode] = useState(false);
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (asksCode) codeField.current?.focus();
  }, [asksCode]);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    setPending(true);
    setProblem(null);
    const { signIn } = await import("next-auth/react");
    const outcome = await signIn("credentials", {
      redirect: false,
      email: text("email"),
      password: text("password"),
      ...(asksCode ? { code: text("code") } : {}),
    }).catch(() => undefined);
    if (outcome?.ok) {
      router.push(next);
      router.refresh();
      return;
    }
    setPending(false);
    if (outcome?.error === "code") setAsksCode(true);
    else setProblem(problemText(outcome?.error ?? "failed"));
  };
  return (
    <form method="post" onSubmit={send} className="grid gap-5">
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <Input label="E-mail" name="email" type="email" autoComplete="username" required />
      <Input label="Password" name="password" type="password" autoComplete="current-password" required />
      {asksCode ? (
        <Input
          ref={codeField}
          label="Code"
          name="code"
          required
          maxLength={40}
          autoComplete="one-time-code"
          spellCheck={false}
          hint="From your app, or one of your recovery codes."
          className="num"
        />
      ) : null}
      <Button type="submit" variant="primary" size="lg" pending={pending} pendingLabel="Signing in …">
        Sign in
      </Button>
    </form>
  );
}
