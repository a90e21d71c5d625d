"use client";

import { useRouter } from "next/navigation";
import { useEffect, useLayoutEffect, useRef } from "react";
import { localMoment } from "@/components/time/moment-text";

/** Where a click leads that this page can follow without a load; null where the browser is to do it. */
function placeOf(event: MouseEvent): string | null {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return null;
  const link = target instanceof Element ? target.closest("a") : null;
  if (link === null || link.origin !== window.location.origin || link.target !== "" || link.hasAttribute("download")) {
    return null;
  }
  return `${link.pathname}${link.search}${link.hash}`;
}

/** Shows what `Prepared` hands over, which alone knows that it is safe. */
export function PreparedView({ html }: { html: string }) {
  const root = useRef<HTMLDivElement>(null);
  const router = useRouter();
  useEffect(() => {
    const element = root.current;
    const follow = (event: MouseEvent) => {
      const place = placeOf(event);
      if (place === null) return;
      event.preventDefault();
      router.push(place);
    };
    element?.addEventListener("click", follow);
    return () => element?.removeEventListener("click", follow);
  }, [router]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other HTML has other moments in it
  useLayoutEffect(() => {
    for (const time of root.current?.querySelectorAll("time[data-local]") ?? []) {
      time.textContent = localMoment(Date.parse(time.getAttribute("datetime") ?? ""));
    }
  }, [html]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: only `Prepared` gives it, from markup that is escaped
  return <div ref={root} className="contents" dangerouslySetInnerHTML={{ __html: html }} />;
}
