import { mkdir, open, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { pictureSize } from "@/lib/core/media/picture";

/** What of the data folder is in a backup besides the database: the secret that signs sessions, and pictures. */
const SECRET = "secret";
const MEDIA = "media";

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

const isDataFile = (name: string): boolean =>
  name === SECRET || (name.startsWith(`${MEDIA}/`) && pictureSize(name.slice(MEDIA.length + 1)) !== null);

/** The names of the files that are there, the secret first. */
export async function listDataFiles(dataDir: string): Promise<string[]> {
  const inFolder = async (folder: string): Promise<string[]> => {
    try {
      return (await readdir(path.join(dataDir, folder))).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  };
  const pictures = (await inFolder(MEDIA)).map((name) => `${MEDIA}/${name}`);
  return [...(await inFolder(".")), ...pictures].filter(isDataFile);
}

export const readDataFile = (dataDir: string, name: string): Promise<Buffer> => readFile(path.join(dataDir, name));

/** Writes a file that is not there yet, readable by its owner alone. Of a name that is none of ours nothing is written. */
export async function writeDataFile(dataDir: string, name: string, data: Uint8Array): Promise<void> {
  if (!isDataFile(name)) throw new Error("the backup holds a file that is none of the data folder's");
  const file = path.join(dataDir, name);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(data);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
