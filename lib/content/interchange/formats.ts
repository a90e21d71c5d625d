import { aiken } from "./aiken/aiken";
import { ankiText } from "./anki-text/anki-text";
import { csv } from "./csv/csv";
import type { Format } from "./exchange";
import { gift } from "./gift/gift";
import { jsonPack } from "./json-pack/json-pack";
import { moodleXml } from "./moodle-xml/moodle-xml";
import { qti } from "./qti/qti";

/** Every format that questions come and go in. Those with `read` can be imported, those with `write` exported. */
export const FORMATS: readonly Format[] = [csv, jsonPack, moodleXml, qti, gift, aiken, ankiText];

export const findFormat = (id: string): Format | undefined => FORMATS.find((format) => format.id === id);
