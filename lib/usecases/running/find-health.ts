import { installedVersion } from "@/lib/data/installation";

/** That the process is up, and which version it is: nothing of its database, and nothing that is secret. */
export const findHealth = (): { status: "up"; version: string } => ({ status: "up", version: installedVersion() });
