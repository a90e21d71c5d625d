import { classNames } from "@/components/ui/class-names";
import { countMarks, type ItemMark, STATUS_WORDS } from "./item-status";

type CellLook = Pick<ItemMark, "status" | "flagged">;

/**
 * The sign of a state, drawn by `.sign` where it stands: filled, half filled with a broken line, or empty; a flag is a
 * corner. Never colour alone.
 */
const signOf = ({ status, flagged }: CellLook): string =>
  classNames("sign", status !== "unanswered" && `sign-${status}`, flagged && "sign-flagged");

type NavigatorProps = {
  marks: readonly ItemMark[];
  /** The item on screen; null in the summary. */
  currentId: string | null;
  onGo: (itemId: string) => void;
};

/** All questions as a grid, with what stands at each. */
export function QuestionGrid({ marks, currentId, onGo }: NavigatorProps) {
  return (
    <ol className="grid grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] gap-1.5">
      {marks.map(({ id, number, status, flagged }) => (
        <li key={id}>
          <button
            type="button"
            aria-current={id === currentId ? "step" : undefined}
            onClick={() => onGo(id)}
            aria-label={`${number}, ${STATUS_WORDS[status]}${flagged ? ", flagged" : ""}`}
            className={classNames("place", signOf({ status, flagged }))}
          >
            {number}
          </button>
        </li>
      ))}
    </ol>
  );
}

const legend: readonly (CellLook & { word: string; count: "answered" | "incomplete" | "unanswered" | "flagged" })[] = [
  { status: "answered", flagged: false, word: "Answered", count: "answered" },
  { status: "incomplete", flagged: false, word: "Incomplete", count: "incomplete" },
  { status: "unanswered", flagged: false, word: "Not answered", count: "unanswered" },
  { status: "unanswered", flagged: true, word: "Flagged", count: "flagged" },
];

/** What the signs of the grid mean, and how many there are of each. */
export function GridLegend({ marks }: { marks: readonly ItemMark[] }) {
  const counts = countMarks(marks);
  return (
    <ul className="grid gap-2 text-sm text-ink-2">
      {legend.map(({ status, flagged, word, count }) => (
        <li key={word} className="flex items-center gap-2.5">
          <span aria-hidden="true" className={classNames("size-4.5 rounded-[5px]", signOf({ status, flagged }))} />
          <span className="num">
            {word} · {counts[count]}
          </span>
        </li>
      ))}
    </ul>
  );
}
