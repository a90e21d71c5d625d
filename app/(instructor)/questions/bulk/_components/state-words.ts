import type { BulkReport } from "@/lib/usecases/bank/bulk";

export const STATE_WORDS = {
  running: "under way",
  done: "done",
  undoing: "being undone",
  undone: "undone",
} satisfies Record<BulkReport["state"], string>;
