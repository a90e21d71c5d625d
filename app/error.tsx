"use client";

import { ErrorState } from "@/components/layout/error-state";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorState error={error} onRetry={retry} />;
}
