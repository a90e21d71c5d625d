import { hashOfSecret } from "@/lib/data/random-secret";

/** What is stored of a secret that goes through the address of a launch, or its cookie. */
export const hashOfLaunch = (secret: string): string => hashOfSecret(`lti:${secret}`);

/** The cookie that ties a launch to the browser that began it; one for each, so that two tabs do not meet. */
export const browserCookie = (stateId: string): string => `trapline.lti.${stateId.slice(0, 12)}`;
