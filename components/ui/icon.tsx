import { classNames } from "@/components/ui/class-names";
import { type Markup, markup } from "@/lib/core/shared/markup";

/** Strokes on a 24 × 24 grid; a path string may hold several sub-paths. */
const paths = {
  "arrow-left": "M20 12H4m6-6-6 6 6 6",
  "arrow-right": "M4 12h16m-6-6 6 6-6 6",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5Zm4 4h4M12 3v2",
  book: "M12 6.5C10 5 7 4.5 3.5 4.5v14c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-14c-3.5 0-6.5.5-8.5 2Zm0 0v14",
  check: "m4.5 12.5 5 5 10-11",
  "chevron-down": "m6 9.5 6 6 6-6",
  "chevron-right": "m9.5 6 6 6-6 6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2",
  "cloud-check": "M7 18.5a4.5 4.5 0 0 1-.6-8.96 6 6 0 0 1 11.5 1.1A4 4 0 0 1 17.5 18.5H7Zm2.2-5.2 2.1 2.1 3.7-3.9",
  copy: "M9 9h11v11H9V9ZM5 15H4V4h11v1",
  cross: "m6 6 12 12M18 6 6 18",
  download: "M12 4v11m-5-4.5 5 5 5-5M4.5 20h15",
  edit: "M4 20l1-4.5L16 4.5 19.5 8 8.5 19 4 20Zm9.5-13L17 10.5",
  external: "M14 4h6v6m0-6-9 9M18 14v6H4V6h6",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z",
  "eye-off":
    "M9.5 5.9A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a16 16 0 0 1-2.6 3.3M6 7.2A15.5 15.5 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 5-1.5M9.9 9.9a3 3 0 0 0 4.2 4.2M3.5 3.5l17 17",
  filter: "M4 6h16M7 12h10M10.5 18h3",
  flag: "M5.5 21V4m0 1h12l-2.5 4 2.5 4h-12",
  highlight: "m9 14-3.5 3.5 1 1L11 17m-2-3 9-9.5 3 3L12 17m-3-3 3 3M3 21h18",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5.5M12 7.5v.1",
  keyboard: "M3 6.5h18v11H3v-11Zm3.5 3.5h.1m3.6 0h.1m3.6 0h.1m3.6 0h.1M6.5 14h.1m3.4 0h4m3.5 0h.1",
  list: "M8.5 6H20M8.5 12H20M8.5 18H20M4 6h.1M4 12h.1M4 18h.1",
  lock: "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
  logout: "M10 4H4v16h6M9.5 12H20m-4-4.5 4.5 4.5L16 16.5",
  menu: "M4 6.5h16M4 12h16M4 17.5h16",
  minus: "M5 12h14",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  play: "M7 4.5v15l12-7.5-12-7.5Z",
  plus: "M12 5v14M5 12h14",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm5-1.5L20.5 20.5",
  strike:
    "M4 12h16M17 7.5C16.5 5.5 14.5 4.5 12 4.5c-3 0-5 1.4-5 3.7 0 1.6 1 2.6 2.6 3.3M7 16c.4 2.2 2.4 3.5 5 3.5 3 0 5.2-1.4 5.2-3.8 0-.9-.3-1.6-.8-2.2",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0-13.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 1.4m10.6 10.6 1.4 1.4m0-13.4-1.4 1.4M6.7 17.3l-1.4 1.4",
  system: "M3.5 4.5h17v11.5h-17V4.5ZM8.5 20h7M12 16v4",
  target: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-4.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm0-4.4v-.2",
  trap: "M3.5 4.5h17M12 4.5V10m-3 1.3a5 5 0 1 0 6 0M12 15.6v.1",
  trash: "M4 6.5h16M9.5 6.5V4h5v2.5M6 6.5 7 20h10l1-13.5M10 10.5v5.5m4-5.5v5.5",
  undo: "M4 9.5h10a5.5 5.5 0 0 1 0 11H9M8.5 5 4 9.5 8.5 14",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c0-3.5 3.3-5.5 7.5-5.5s7.5 2 7.5 5.5",
  warning: "M12 4 2.5 20h19L12 4Zm0 6v5m0 2.5v.1",
  "wifi-off":
    "M3.5 3.5l17 17M5 12.2a10 10 0 0 1 4-2.4m4.5-.2a10 10 0 0 1 5.5 2.6M2 8.7a14.5 14.5 0 0 1 4-2.6m4.2-1A14.5 14.5 0 0 1 22 8.7M8.3 15.6a5.2 5.2 0 0 1 6.3-.8M12 19.2v.1",
} as const;

export type IconName = keyof typeof paths;

interface IconProps {
  name: IconName;
  /** Edge in px; 20 unless told. */
  size?: number;
  /** What it says where no text stands beside it. Without it the icon is hidden from screen readers. */
  label?: string;
  className?: string;
}

/** One stroke icon in the colour of the text around it. */
export function Icon({ name, size = 20, label, className }: IconProps) {
  return (
    <svg
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      className={classNames("icon", className)}
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** An icon inside of `Prepared`, hidden from screen readers. */
export const iconMarkup = (name: IconName, size: number): Markup =>
  markup`<svg aria-hidden="true" width="${size}" height="${size}" viewBox="0 0 24 24" class="icon"><path d="${paths[name]}"/></svg>`;
