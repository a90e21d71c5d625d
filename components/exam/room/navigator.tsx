import { countMarks, type ItemMark, STATUS_WORDS } from "./item-status";

type CellLook = Pick<ItemMark, "status" | "flagged">;

const SIGNS = {
  answered: "sign sign-answered",
  incomplete: "sign sign-incomplete",
  unanswered: "sign sign-unanswered",
} satisfies Record<ItemMark["status"], string>;

/** The sign of a state: filled, half filled with a broken line, or empty; a flag is a corner. Never colour alone. */
function Sign({ status, flagged }: CellLook) {
  return (
    <span aria-hidden="true" className={SIGNS[status]}>
      {status === "answered" ? <span className="absolute inset-x-0 bottom-0 h-[3px] bg-accent" /> : null}
      {status === "incomplete" ? <span className="absolute bottom-0 left-0 h-[3px] w-1/2 bg-accent" /> : null}
      {flagged ? (
        <span className="absolute top-0 right-0 size-3 bg-trap [clip-path:polygon(0_0,100%_0,100%_100%)]" />
      ) : null}
    </span>
  );
}

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
            className="place"
          >
            <Sign status={status} flagged={flagged} />
            <span>{number}</span>
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
          <span className="relative size-4.5 rounded-[5px]">
            <Sign status={status} flagged={flagged} />
          </span>
          <span className="num">
            {word} · {counts[count]}
          </span>
        </li>
      ))}
    </ul>
  );
}
