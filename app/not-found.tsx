import { AppHeader } from "@/components/layout/app-header";
import { AppShell } from "@/components/layout/app-shell";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata = { title: "Not found" };

export default function NotFound() {
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
