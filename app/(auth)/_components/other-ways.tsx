"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** Starts as a guest: an account without an address, whose work is kept on registering. */
export function GuestButton({
  next,
  exam,
  primary = false,
}: {
  next: string;
  /** The id of the exam to practise for; the first one where it is left out. */
  exam?: string | undefined;
  primary?: boolean;
}) {
  const router = useRouter();
  const [state, setState] = useState<"idle" | "pending" | "failed">("idle");
  const start = async () => {
    setState("pending");
    const { signIn } = await import("next-auth/react");
    const outcome = await signIn("guest", { redirect: false, ...(exam === undefined ? {} : { exam }) }).catch(
      () => undefined,
    );
    if (!outcome?.ok) return setState("failed");
    router.push(next);
    router.refresh();
  };
  return (
    <>
      <Button
        size="lg"
        variant={primary ? "primary" : "secondary"}
        onClick={start}
        pending={state === "pending"}
        pendingLabel="One moment …"
      >
        Try it now
      </Button>
      {state === "failed" ? (
        <Notice tone="danger">That did not work. Check your connection and try again.</Notice>
      ) : null}
    </>
  );
}

/** Signs in with an account of another site; shown when the operator has set it up. */
export function ProviderButton({ id, name, next }: { id: string; name: string; next: string }) {
  const [pending, setPending] = useState(false);
  const start = async () => {
    setPending(true);
    const { signIn } = await import("next-auth/react");
    await signIn(id, { callbackUrl: next });
  };
  return (
    <Button onClick={start} pending={pending}>
      Continue with {name}
    </Button>
  );
}
