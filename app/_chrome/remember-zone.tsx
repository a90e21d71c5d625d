"use client";

import { useEffect } from "react";
import { rememberZoneCall } from "@/lib/actions/mail";

/** Tells the server the browser's time zone at the first visit: mail names times in it. Shows nothing. */
export function RememberZone() {
  useEffect(() => {
    // Where there is no line, the next page tells it.
    rememberZoneCall({ zone: Intl.DateTimeFormat().resolvedOptions().timeZone }).catch(() => undefined);
  }, []);
  return null;
}
