import type { StraightRoute } from "@/lib/actions/straight";
import { PUT as save } from "./[attemptId]/events/route";
import { POST as finish } from "./[attemptId]/finish/route";

/** What every learner of a rush asks for. */
export const examRoutes: readonly StraightRoute[] = [
  { method: "PUT", step: "events", handler: save },
  { method: "POST", step: "finish", handler: finish },
];
