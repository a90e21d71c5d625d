import { TabsNav } from "@/components/ui/tabs-nav";
import { findViewer } from "@/lib/auth/viewer";
import { countForReview } from "@/lib/usecases/authoring/review-queue";

/** The rooms of the bank, in the order in which a question passes them. */
const ROOMS = [
  { href: "/questions", label: "Questions" },
  { href: "/questions/drafts", label: "Drafts" },
  { href: "/questions/review", label: "To review" },
  { href: "/blueprints", label: "Blueprints" },
  { href: "/questions/import", label: "Import" },
  { href: "/questions/export", label: "Export" },
] as const;

/** The way between the rooms of the bank, with how much waits for the viewer's review. */
export async function BankTabs({ current }: { current: (typeof ROOMS)[number]["href"] }) {
  const viewer = await findViewer();
  const waiting = viewer === null ? 0 : await countForReview({ viewer });
  const items = ROOMS.map((room) =>
    room.href === "/questions/review" && waiting > 0 ? { ...room, count: waiting } : room,
  );
  return <TabsNav label="Question bank" current={current} items={items} />;
}
