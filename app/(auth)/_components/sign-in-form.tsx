"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

function problemText(code: string): string {
  const wait = /^wait-(\d+)$/.exec(code);
  if (wait !== null) return `Too many tries for this address. Wait ${wait[1]} minutes, then try again.`;
  return code === "CredentialsSignin"
    ? "Address and password do not fit together."
    : "That did not work. Check your connection and try again.";
}

/** Address and password; goes on to `next`. */
export function SignInForm({ next }: { next: string }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setProblem(null);
    const { signIn } = await import("next-auth/react");
    const outcome = await signIn("credentials", {
      redirect: false,
      email: String(form.get("email") ?? ""),
      password: String(form.get("password") ?? ""),
    }).catch(() => undefined);
    if (outcome?.ok) {
      router.push(next);
      router.refresh();
      return;
    }
    setPending(false);
    setProblem(problemText(outcome?.error ?? "failed"));
  };
  return (
    <form method="post" onSubmit={send} className="grid gap-5">
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <Input label="E-mail" name="email" type="email" autoComplete="username" required />
      <Input label="Password" name="password" type="password" autoComplete="current-password" required />
      <Button type="submit" variant="primary" size="lg" pending={pending} pendingLabel="Signing in …">
        Sign in
      </Button>
    </form>
  );
}
