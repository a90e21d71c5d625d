import { useEffect, useRef, useState } from "react";
import { checkBlueprintCall } from "@/lib/actions/blueprints";
import type { BlueprintFields } from "@/lib/core/exam/blueprint-fields";

/** What a call comes to, with what no server says: that it was not reached. */
type Reply = Awaited<ReturnType<typeof checkBlueprintCall>> | { ok: false; error: "offline" };

const REST_MS = 350;

/** What the bank says to these fields, asked again a moment after they change; null before the first answer. */
export function useCheck(examId: string, fields: BlueprintFields): { reply: Reply | null; isFresh: boolean } {
  const [answered, setAnswered] = useState<{ fields: BlueprintFields; reply: Reply } | null>(null);
  const latest = useRef(fields);
  useEffect(() => {
    latest.current = fields;
    const ask = async (): Promise<void> => {
      const reply = await checkBlueprintCall({ examId, fields }).catch((): Reply => ({ ok: false, error: "offline" }));
      // An answer to what was there before says nothing of what is there now.
      if (latest.current === fields) setAnswered({ fields, reply });
    };
    const timer = setTimeout(() => void ask(), REST_MS);
    return () => clearTimeout(timer);
  }, [examId, fields]);
  return { reply: answered?.reply ?? null, isFresh: answered?.fields === fields };
}
