import type { Format } from "@/lib/content/interchange/exchange";
import { readGift } from "./read-gift";
import { writeGift } from "./write-gift";

/** Moodle's text form, which most quiz systems read. */
export const gift: Format = {
  id: "gift",
  label: "GIFT (Moodle)",
  endings: [".gift", ".txt"],
  read: readGift,
  write: writeGift,
};
