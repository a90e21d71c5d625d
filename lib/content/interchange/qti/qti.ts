import type { Format } from "@/lib/content/interchange/exchange";
import { readQti } from "./read-package";
import { writeQti } from "./write/write-package";

/** QTI: packages and single files of 1.2, 2.0 to 2.2 and 3.0 are read; a package of 3.0 is written. */
export const qti: Format = {
  id: "qti",
  label: "QTI package",
  endings: [".zip", ".xml", ".imscc"],
  read: readQti,
  write: writeQti,
};
