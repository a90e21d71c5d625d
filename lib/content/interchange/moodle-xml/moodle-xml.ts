import type { Format } from "@/lib/content/interchange/exchange";
import { readMoodleXml } from "./read";
import { writeMoodleXml } from "./write";

/**
 * Moodle XML, as Moodle imports and exports it (question/format/xml). What of ours Moodle has no field for travels in
 * tags (see `tags`) and in the general feedback (see `sections`), and comes back from there, after Moodle too.
 */
export const moodleXml: Format = {
  id: "moodle-xml",
  label: "Moodle XML",
  endings: [".xml"],
  read: readMoodleXml,
  write: writeMoodleXml,
};
