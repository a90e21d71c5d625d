"use client";

import { AppHeader } from "@/components/layout/app-header";
import { AppShell } from "@/components/layout/app-shell";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/**
 * What stands where nothing is. Every page says what to show in that case, and says it twice: as a client component it
 * is named there, and not written out.
 */
export function NothingHere() {
  return (
    <AppShell width="narrow" header={<AppHeader nav={[]} current="" />}>
      <EmptyState
        level={1}
        icon="search"
        title="There is nothing for you at this address"
        text={
          <>
            <p>
              It may have been moved or removed, or it belongs to another account than the one you are signed in with.
            </p>
            <p className="mt-2">Your own work is not touched by this: answers are saved as you make them.</p>
          </>
        }
        action={
          <ButtonLink variant="primary" href="/">
            Go to the start
          </ButtonLink>
        }
      />
    </AppShell>
  );
}
