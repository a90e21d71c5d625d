import { randomBytes } from "node:crypto";
import { access, link, mkdir, open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { pictureSize } from "@/lib/core/media/picture";
import type { MediaStore } from "./media-store";

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

/** Pictures as files of a folder, which is made with the first. Several servers may share it. */
export function folderStore(folder: string): MediaStore {
  // A name is checked wherever it comes from: whatever else somebody writes leads out of the folder.
  const fileOf = (name: string): string => {
    if (pictureSize(name) === null) throw new Error("that is no picture's name");
    return path.join(/* turbopackIgnore: true */ folder, name);
  };
  return {
    async put(name, data) {
      const file = fileOf(name);
      const isThere = await access(file).then(
        () => true,
        () => false,
      );
      if (isThere) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // In full under another name, then linked: nobody ever reads half of one.
      const draft = `${file}.${randomBytes(6).toString("hex")}`;
      const handle = await open(/* turbopackIgnore: true */ draft, "wx", 0o600);
      try {
        await handle.writeFile(data);
        await handle.sync();
        await link(draft, file);
      } catch (error) {
        if (!hasCode(error, "EEXIST")) throw error;
      } finally {
        await handle.close();
        await rm(draft, { force: true });
      }
    },
    async get(name) {
      try {
        return new Uint8Array(await readFile(fileOf(name)));
      } catch (error) {
        if (hasCode(error, "ENOENT")) return null;
        throw error;
      }
    },
  };
}
