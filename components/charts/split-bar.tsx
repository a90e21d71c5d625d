import { percentOn } from "./scale";

/** Right and wrong as two parts of one bar, wrong at the end. The counts stand beside it in words. */
export function SplitBar({ right, wrong }: { right: number; wrong: number }) {
  const cut = percentOn({ min: 0, max: right + wrong }, right);
  return (
    <svg aria-hidden="true" width="100%" height="10" className="chart block overflow-hidden rounded-pill">
      <rect width="100%" height="10" className="fill-sunken" />
      {right + wrong === 0 ? null : (
        <>
          <rect width={`${cut}%`} height="10" className="fill-right" />
          <rect x={`${cut}%`} width={`${100 - cut}%`} height="10" className="fill-wrong" />
          <line x1={`${cut}%`} x2={`${cut}%`} y1="0" y2="10" strokeWidth="2" className="stroke-surface" />
        </>
      )}
    </svg>
  );
}
