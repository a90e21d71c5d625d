import { answer, publicRoute } from "@/lib/actions/define-route";
import { findHealth } from "@/lib/usecases/running/find-health";

/** That the process is up, whatever its database does: whoever gets no answer restarts it. */
export const GET = publicRoute(() => Promise.resolve(answer(findHealth())));
