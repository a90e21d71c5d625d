import { classNames } from "@/components/ui/class-names";

/** A grey block in the place of what is coming; give it the size of that by className ("h-5 w-40"). */
export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={classNames("skeleton", className)} />;
}

export interface PageSkeletonProps {
  /** What screen readers hear; "Loading" unless told. */
  label?: string;
  /** Number of card-shaped blocks; 3 unless told. */
  cards?: number;
}

/** A page's heading and some cards, before they are there. */
export function PageSkeleton({ label = "Loading", cards = 3 }: PageSkeletonProps) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      <Skeleton className="mb-2 h-4 w-44" />
      <Skeleton className="mb-8 h-8 w-full max-w-md" />
      <div className="grid gap-4">
        {Array.from({ length: cards }, (_, index) => `card-${index}`).map((key) => (
          <Skeleton key={key} className="h-36 rounded-card" />
        ))}
      </div>
    </div>
  );
}
