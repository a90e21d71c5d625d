import type { z } from "zod";
import type { questionDraftSchema } from "@/lib/content/interchange/exchange";

type Input = z.input<typeof questionDraftSchema>;
type OfType<T extends Input["type"]> = Extract<Input, { type: T }>;

/** What a draft has beyond the common fields, before it is checked. */
export type KindDraft =
  | Pick<OfType<"multiple-choice">, "type" | "options">
  | Pick<OfType<"multiple-response">, "type" | "choose" | "options">
  | Pick<OfType<"ordering">, "type" | "items" | "decoys" | "wrongOrders">
  | Pick<OfType<"matching">, "type" | "prompts" | "responses" | "wrongPairs">;
