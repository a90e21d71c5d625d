import { accessSync, constants, statfsSync } from "node:fs";
import os from "node:os";

const IN_MEMORY = "/dev/shm";
const ROOM_BYTES = 2 * 1024 ** 3;

/**
 * Where databases of tests lie: in memory where the machine has such a folder with room, as they outlive nothing, and
 * waiting for a disk after every commit was a third of what tests on SQLite took. They keep all their settings.
 */
export function scratchFolder(): string {
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ROOM_BYTES ? IN_MEMORY : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
}
