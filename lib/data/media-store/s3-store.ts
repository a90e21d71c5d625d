import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { pictureSize } from "@/lib/core/media/picture";
import type { S3Settings } from "@/lib/env";
import type { MediaStore } from "./media-store";

const TIMEOUT_MS = 15_000;
const RETRIES = 2;

/** Pictures as objects of an S3-compatible bucket, at `<endpoint>/<bucket>/media/<name>`. */
export function s3Store({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Settings): MediaStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: RETRIES });
  const ask = async (method: "GET" | "HEAD" | "PUT", name: string, data?: Uint8Array<ArrayBuffer>) => {
    if (pictureSize(name) === null) throw new Error("that is no picture's name");
    const address = `${endpoint.replace(/\/+$/, "")}/${bucket}/media/${name}`;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    if (data === undefined) return client.fetch(address, { method, signal });
    const headers = {
      "content-type": "image/webp",
      // Part of what is signed: a store takes these bytes and no others.
      "x-amz-content-sha256": createHash("sha256").update(data).digest("hex"),
    };
    return client.fetch(address, { method, signal, body: data, headers });
  };
  const failed = (what: string, response: Response) =>
    new Error(`the picture store did not ${what}: HTTP ${response.status}`);
  return {
    async put(name, data) {
      const there = await ask("HEAD", name);
      if (there.ok) return;
      // Without the right to list, a store answers 403 for what is not there.
      if (there.status !== 404 && there.status !== 403) throw failed("answer", there);
      const stored = await ask("PUT", name, data);
      if (!stored.ok) throw failed("take the picture", stored);
    },
    async get(name) {
      const response = await ask("GET", name);
      if (response.status === 404) return null;
      if (!response.ok) throw failed("give the picture", response);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
