import type { ReactNode } from "react";
import { htmlOf } from "./html-of";

/**
 * What never changes once it is shown, written out as one piece of HTML. A page made of thousands of elements is sent
 * to the browser as their tree as well, and made twice on the server; as one piece it is one element of that tree.
 * Inside are plain components without hooks; links are plain links, see SoftLinks.
 */
export function Still({ children }: { children: ReactNode }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made of elements by htmlOf, which escapes all that is text
  return <div className="contents" dangerouslySetInnerHTML={{ __html: htmlOf(children) }} />;
}
