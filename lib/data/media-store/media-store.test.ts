import { createHash, createHmac } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pictureName } from "@/lib/core/media/picture";
import { folderStore } from "./folder-store";
import type { MediaStore } from "./media-store";
import { s3Store } from "./s3-store";

const sha256 = (data: Uint8Array | string): string => createHash("sha256").update(data).digest("hex");
const named = (data: Uint8Array): string => pictureName(sha256(data), { width: 2, height: 1 });
const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text));

const SECRET = "a-secret-of-the-store";
const REGION = "eu-test-1";

/** Signature version 4, worked out anew from what arrived (AWS, "Create a signed AWS API request"). */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const said =
    /^AWS4-HMAC-SHA256 Credential=key-id\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
      request.headers.authorization ?? "",
    );
  const [, day = "", region = "", names = "", signature = ""] = said ?? [];
  const payload = String(request.headers["x-amz-content-sha256"]);
  if (region !== REGION || (body.length > 0 && payload !== sha256(body))) return false;
  if (!names.split(";").includes("host") || !names.split(";").includes("x-amz-content-sha256")) return false;
  const headers = names.split(";").map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, request.url, "", headers.join(""), names, payload].join("\n");
  const at = String(request.headers["x-amz-date"]);
  const toSign = ["AWS4-HMAC-SHA256", at, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join("\n");
  const key = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(
    (secret, part) => createHmac("sha256", secret).update(part).digest(),
    `AWS4${SECRET}`,
  );
  return createHmac("sha256", key).update(toSign).digest("hex") === signature;
}

/** A store that keeps objects in memory, refuses what is not signed, and counts what was written. */
async function startS3() {
  const objects = new Map<string, Buffer>();
  const seen = { writes: 0 };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const address = request.url ?? "";
      const kept = objects.get(address);
      if (!isSigned(request, body)) response.writeHead(403).end("SignatureDoesNotMatch");
      else if (request.method === "PUT") {
        seen.writes += 1;
        objects.set(address, body);
        response.writeHead(200).end();
      } else if (kept === undefined) response.writeHead(404).end();
      else response.writeHead(200).end(request.method === "HEAD" ? undefined : kept);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { server, objects, seen, endpoint: `http://127.0.0.1:${port}` };
}

let s3: Awaited<ReturnType<typeof startS3>>;
let folder = "";
beforeAll(async () => {
  s3 = await startS3();
  folder = await mkdtemp(path.join(tmpdir(), "pictures-"));
});
afterAll(async () => {
  await new Promise((resolve) => s3.server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const settings = () => ({
  endpoint: s3.endpoint,
  bucket: "bucket",
  region: REGION,
  accessKeyId: "key-id",
  secretAccessKey: SECRET,
});

describe.each<{ name: string; open: () => MediaStore }>([
  { name: "a folder", open: () => folderStore(path.join(folder, "media")) },
  { name: "an S3-compatible store", open: () => s3Store(settings()) },
])("pictures in $name", ({ open }) => {
  test("what is put in comes out, by whatever server", async () => {
    const data = bytes("a picture");
    await open().put(named(data), data);
    expect(await open().get(named(data))).toEqual(data);
    expect(await open().get(named(bytes("another")))).toBeNull();
  });

  test("ten at once leave one", async () => {
    const data = bytes("wanted by many");
    await Promise.all(Array.from({ length: 10 }, () => open().put(named(data), data)));
    expect(await open().get(named(data))).toEqual(data);
  });

  test.each(["../secret", "/etc/passwd", "", "a.webp", "..%2fsecret", `${named(bytes("x"))}/../../secret`])(
    "%j is not even asked for",
    async (name) => {
      await expect(open().get(name)).rejects.toThrow("no picture's name");
      await expect(open().put(name, bytes("x"))).rejects.toThrow("no picture's name");
    },
  );
});

test("a folder holds whole pictures and nothing else", async () => {
  const files = await readdir(path.join(folder, "media"));
  expect(files.sort()).toEqual([named(bytes("a picture")), named(bytes("wanted by many"))].sort());
});

test("what the store has is not sent again, and lies below media/ of the bucket", async () => {
  const data = bytes("sent once");
  const before = s3.seen.writes;
  await s3Store(settings()).put(named(data), data);
  await s3Store(settings()).put(named(data), data);
  expect(s3.seen.writes).toBe(before + 1);
  expect(s3.objects.has(`/bucket/media/${named(data)}`)).toBe(true);
});

test("a wrong secret stores nothing and is told without it", async () => {
  const data = bytes("not ours");
  const store = s3Store({ ...settings(), secretAccessKey: "another-secret" });
  await expect(store.put(named(data), data)).rejects.toThrow("the picture store did not take the picture: HTTP 403");
  await expect(store.get(named(data))).rejects.toThrow("HTTP 403");
  expect(s3.objects.has(`/bucket/media/${named(data)}`)).toBe(false);
});
