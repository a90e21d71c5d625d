"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/** Where a plain press on a link leads within this site; null for everything that is the browser's own business. */
function pressedPath(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.target !== "" || link.origin !== location.origin) return null;
  return link.pathname + link.search + link.hash;
}

/** Lets the plain links inside go on without a full load, as the framework's own do. Without scripts they are links. */
export function SoftLinks({ children }: { children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const router = useRouter();
  useEffect(() => {
    const element = root.current;
    const follow = (event: MouseEvent): void => {
      const path = pressedPath(event);
      if (path === null) return;
      event.preventDefault();
      router.push(path);
    };
    element?.addEventListener("click", follow);
    return () => element?.removeEventListener("click", follow);
  }, [router]);
  return (
    <div ref={root} className="contents">
      {children}
    </div>
  );
}
