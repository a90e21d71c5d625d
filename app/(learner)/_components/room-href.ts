import type { AttemptMode } from "@/lib/core/attempt/plan";

/** Where an attempt that runs is gone on with. */
export function roomHref({ id, mode }: { id: string; mode: AttemptMode }): string {
  switch (mode) {
    case "exam":
      return `/exam/${id}`;
    case "diagnose":
      return `/diagnose/${id}`;
    case "practice":
    case "drill":
    case "check":
      return `/practice/${id}`;
  }
}
