import { env } from "@/lib/env";
import { folderStore } from "./folder-store";
import { s3Store } from "./s3-store";

/** Where the bytes of pictures are. A name stands for its content, so what is there is never changed. */
export type MediaStore = {
  /** Stores what is not there yet. Resolves once it would survive a crash. */
  put(name: string, data: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Null where there is nothing under this name. */
  get(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
};

// A bundler may make several copies of this module; a process has one store all the same.
declare global {
  var traplineMediaStore: MediaStore | undefined;
}

/** This process's store: the one put in place by `useMediaStore`, else what the environment says. */
export function mediaStore(): MediaStore {
  globalThis.traplineMediaStore ??= openFromEnv();
  return globalThis.traplineMediaStore;
}

/** Puts a store in place for tests; `undefined` takes it away again. */
export function useMediaStore(store: MediaStore | undefined): void {
  globalThis.traplineMediaStore = store;
}

function openFromEnv(): MediaStore {
  const { mediaDir, mediaS3 } = env();
  return mediaS3 === undefined ? folderStore(mediaDir) : s3Store(mediaS3);
}
