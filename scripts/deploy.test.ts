import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { VARIABLE_NAMES } from "@/lib/env";

// There is no Docker and no systemd where tests run: names, ports and paths are what can be compared.

const ROOT = path.resolve(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

/** Read by the start command or the framework, and not by lib/env. */
const OF_OTHERS = ["PORT", "NEXT_TELEMETRY_DISABLED"];
const KNOWN = new Set([...VARIABLE_NAMES, ...OF_OTHERS]);
const unknown = (names: readonly string[]): string[] => names.filter((name) => !KNOWN.has(name));

const serviceSchema = z.looseObject({
  image: z.string().optional(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  profiles: z.array(z.string()).optional(),
});
const compose = z
  .object({ services: z.record(z.string(), serviceSchema), volumes: z.record(z.string(), z.null()) })
  .parse(parse(read("compose.yaml")));
const dockerfile = read("Dockerfile");
const unit = read("deploy/trapline.service");

describe("the table of settings", () => {
  const table = read("README.md")
    .split("\n")
    .filter((line) => /^\| `[A-Z]/.test(line));
  const listed = table.flatMap((line) =>
    [...(line.split("|")[1] ?? "").matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name),
  );

  test("has every variable that is read, once, and no other", () => {
    const others = ["PORT", "CHROMIUM_PATH"];
    expect([...listed].sort()).toEqual([...VARIABLE_NAMES, ...others].sort());
  });
});

describe("compose.yaml", () => {
  test("gives the servers no variable that they do not know", () => {
    expect(unknown(Object.keys(compose.services.app?.environment ?? {}))).toEqual([]);
  });

  test("asks for what the example of its settings has, and for nothing else", () => {
    const asked = [...read("compose.yaml").matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    const example = [...read("deploy/compose.env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
    expect([...new Set(asked)].sort()).toEqual([...example].sort());
  });

  test("names services, volumes and files that are there", () => {
    for (const [name, service] of Object.entries(compose.services)) {
      for (const other of Object.keys(service.depends_on)) expect(Object.keys(compose.services), name).toContain(other);
      for (const volume of service.volumes) {
        const [from = ""] = volume.split(":");
        if (from.startsWith(".")) expect(existsSync(path.join(ROOT, from)), from).toBe(true);
        else expect(Object.keys(compose.volumes), name).toContain(from);
      }
      if (service.build !== undefined) expect(existsSync(path.join(ROOT, service.build, "Dockerfile"))).toBe(true);
    }
  });

  test("leads from the proxy to PostgreSQL by ports that somebody listens on", () => {
    const bouncer = read("deploy/pgbouncer/pgbouncer.ini");
    const { DATABASE_URL = "", DATABASE_READER_URL = "" } = compose.services.app?.environment ?? {};
    expect(DATABASE_URL).toContain("@pgbouncer:6432/trapline");
    expect(DATABASE_READER_URL).toContain("@pgbouncer:6432/");
    expect(bouncer).toMatch(/^listen_port = 6432$/m);
    expect(bouncer).toMatch(/^pool_mode = transaction$/m);
    expect(bouncer).toMatch(/^ignore_startup_parameters = .*\boptions\b/m);
    for (const name of ["trapline", "trapline_read"]) expect(bouncer).toMatch(new RegExp(`^${name} = host=`, "m"));
    expect(bouncer).toMatch(/^trapline_read = .*default_transaction_read_only = on/m);
    expect(dockerfile).toMatch(/^ENV .*\bPORT=3000\b/m);
    expect(read("deploy/Caddyfile")).toMatch(/dynamic a app 3000/);
  });

  test("gives a server longer to stop than it may take", () => {
    const { TRAPLINE_DRAIN_SECONDS, TRAPLINE_STOP_SECONDS } = compose.services.app?.environment ?? {};
    const grace = Number(/^(\d+)s$/.exec(String(compose.services.app?.stop_grace_period))?.[1]);
    expect(grace).toBeGreaterThan(Number(TRAPLINE_DRAIN_SECONDS) + Number(TRAPLINE_STOP_SECONDS));
  });

  test("takes every image by a version", () => {
    for (const { image } of Object.values(compose.services)) if (image !== undefined) expect(image).toMatch(/:[^:]+$/);
  });
});

describe("the Dockerfile", () => {
  const stages = dockerfile.split(/^FROM /m).slice(1);
  const last = stages.at(-1) ?? "";

  test("sets no variable that is not known", () => {
    const set = [...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, line = ""]) =>
      line.split(" ").map((pair) => pair.split("=")[0] ?? ""),
    );
    expect(set.length).toBeGreaterThan(0);
    expect(unknown(set)).toEqual([]);
  });

  test("serves as somebody who is not root, who has the data folder alone, and says whether it is well", () => {
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^VOLUME \/data$/m);
    expect(last).toMatch(/TRAPLINE_DATA=\/data/);
    expect(last).toMatch(/^HEALTHCHECK [\s\S]*\/api\/health/m);
    expect(last).toMatch(/^STOPSIGNAL SIGTERM$/m);
    expect(last.indexOf("USER node")).toBeGreaterThan(last.indexOf("COPY"));
    expect(last).not.toMatch(/apt-get/);
  });

  test("starts by a command that is there, with options that it knows", () => {
    const [program, script, ...options] = z
      .array(z.string())
      .parse(JSON.parse(/^CMD (\[.+\])$/m.exec(last)?.[1] ?? ""));
    expect(program).toBe("node");
    const source = read(script ?? "");
    for (const option of options) expect(source).toContain(`"${option}"`);
  });

  test("copies neither secrets nor data nor another machine's packages", () => {
    const ignored = read(".dockerignore").split("\n");
    for (const name of [".env", ".env.*", ".git", "data", "node_modules", ".next"]) expect(ignored).toContain(name);
  });

  test("leaves out nothing that a start needs", () => {
    const ignored = new Set(read(".dockerignore").split("\n"));
    for (const name of [
      "app",
      "components",
      "lib",
      "prisma",
      "public",
      "questions",
      "scripts",
      "LICENSE",
      "package-lock.json",
    ]) {
      expect(existsSync(path.join(ROOT, name)), name).toBe(true);
      expect(ignored.has(name), name).toBe(false);
    }
  });
});

describe("the systemd unit", () => {
  test("sets no variable that is not known, and starts a command that is there", () => {
    const set = [...unit.matchAll(/^Environment=(.+)$/gm)].flatMap(([, line = ""]) =>
      line.split(" ").map((pair) => pair.split("=")[0] ?? ""),
    );
    expect(unknown(set)).toEqual([]);
    const [, script = "", options = ""] = /^ExecStart=\/usr\/bin\/node (\S+) (.+)$/m.exec(unit) ?? [];
    for (const option of options.split(" ")) expect(read(script)).toContain(`"${option}"`);
  });

  test("cannot write but where its data is, and is given longer to stop than it may take", () => {
    expect(unit).toMatch(/^ProtectSystem=strict$/m);
    expect(unit).toMatch(/^StateDirectory=trapline$/m);
    expect(unit).toMatch(/TRAPLINE_DATA=\/var\/lib\/trapline/);
    const stop = Number(/TRAPLINE_STOP_SECONDS=(\d+)/.exec(unit)?.[1]);
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(stop);
    // The engine of JavaScript compiles while it runs.
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute/m);
  });
});

describe("proxies", () => {
  test.each(["deploy/nginx.conf", "deploy/Caddyfile"])(
    "%s takes the largest file, streams, and hides the figures",
    (file) => {
      const text = read(file);
      expect(text).toMatch(/24m/i);
      expect(text).toMatch(/proxy_buffering off|flush_interval -1/);
      expect(text).toMatch(/x-request-id/i);
      expect(text).toContain("/api/metrics");
      expect(text).toContain("Strict-Transport-Security");
    },
  );
});
