import { answer, openRoute } from "@/lib/actions/define-route";
import { listPublicKeys } from "@/lib/usecases/lti/manage-platforms";

/** The public keys by which platforms check what this server signs. */
export const GET = openRoute(async (_fields, { now }) => answer({ keys: await listPublicKeys(now) }));
