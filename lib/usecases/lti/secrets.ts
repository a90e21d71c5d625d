import { createHash, randomBytes } from "node:crypto";

/** A secret of 256 bits that goes through an address or a cookie; the database knows its hash only. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

export const hashOfSecret = (secret: string): string => createHash("sha256").update(`lti:${secret}`).digest("hex");

/** The cookie that ties a launch to the browser that began it; one for each, so that two tabs do not meet. */
export const browserCookie = (stateId: string): string => `trapline.lti.${stateId.slice(0, 12)}`;
