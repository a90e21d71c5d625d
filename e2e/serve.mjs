// Starts the product for the browser tests by its own start command: with a data folder and packs of their own.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { parse, stringify } from "yaml";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const port = process.env.PORT ?? "3217";
const scratch = path.join(root, ".tmp", `e2e-${port}`);
rmSync(scratch, { recursive: true, force: true });
mkdirSync(scratch, { recursive: true });
const questions = path.join(scratch, "questions");
cpSync(path.join(root, "questions"), questions, { recursive: true });

// Deadlines are tested with short exams, never by another clock.
const file = path.join(questions, "mla-c01", "exam.yaml");
const pack = parse(readFileSync(file, "utf8"));
const short = (id, title, seconds) => ({
  id,
  title,
  summary: "For the tests of deadlines.",
  seconds,
  lessons: [{ lesson: "3.1", scored: 2 }],
  pilots: 1,
  quotas: [{ inCase: true, max: 0 }],
});
pack.exams[0].blueprints.push(short("e2e-seconds", "Exam of seconds", 12), short("e2e-short", "Exam of minutes", 120));
// Every type of question in one exam, in the one version that has them all.
pack.exams[0].blueprints.push({
  ...short("e2e-types", "Exam of all types", 1200),
  lessons: [
    { lesson: "3.1", scored: 4 },
    { lesson: "3.2", scored: 2 },
  ],
  pilots: 0,
  quotas: [
    { type: "ordering", min: 1 },
    { type: "matching", min: 1 },
    { type: "multiple-response", min: 1 },
    { type: "multiple-choice", min: 1 },
    { inCase: true, max: 0 },
  ],
});
// Two questions out of the few of their lesson that are no choice: a practice over all of these has met both.
pack.exams[0].blueprints.push({
  ...short("e2e-few", "Exam of few", 1200),
  pilots: 0,
  quotas: [
    { type: "ordering", min: 1 },
    { type: "matching", min: 1 },
    { inCase: true, max: 0 },
  ],
});
// For a cohort's past: of a lesson whose questions no test counts, and rich in one trap.
pack.exams[0].blueprints.push({
  ...short("e2e-past", "Exam of weeks gone by", 1200),
  lessons: [{ lesson: "3.1", scored: 8 }],
  pilots: 0,
  quotas: [
    { trap: "packaging-before-operations", min: 5 },
    { inCase: true, max: 0 },
  ],
});
writeFileSync(file, stringify(pack));

// A picture in each question of a type that every "Exam of few" has. It is named as the product names pictures.
const picture = await sharp({ create: { width: 640, height: 360, channels: 3, background: "#dbe7f3" } })
  .composite([{ input: { create: { width: 200, height: 120, channels: 3, background: "#1f5f8b" } } }])
  .webp({ lossless: true })
  .toBuffer();
const pictureName = `${createHash("sha256").update(picture).digest("hex").slice(0, 32)}-640x360.webp`;
mkdirSync(path.join(questions, "mla-c01", "media"));
writeFileSync(path.join(questions, "mla-c01", "media", pictureName), picture);
const lesson = path.join(questions, "mla-c01", "domain-3", "3.1");
for (const name of readdirSync(lesson)) {
  const question = parse(readFileSync(path.join(lesson, name), "utf8"));
  if (question.type !== "ordering") continue;
  question.stem = `${question.stem.trimEnd()}\n\n![A dark box on light ground](media/${pictureName})\n`;
  writeFileSync(path.join(lesson, name), stringify(question));
}

const server = spawn(process.execPath, [path.join(root, "scripts", "start.mjs"), "--no-demo-cohort"], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
  env: {
    ...process.env,
    PORT: port,
    NEXTAUTH_URL: `http://localhost:${port}`,
    TRAPLINE_DATA: path.join(scratch, "data"),
    TRAPLINE_QUESTIONS: questions,
    // Where a test looks at mail it listens here; without it mail just waits.
    SMTP_URL: `smtp://127.0.0.1:${Number(port) + 1000}`,
    MAIL_FROM: "Trapline <trapline@example.org>",
    TRAPLINE_METRICS_TOKEN: "a-token-of-the-browser-tests",
    // The simulated learning platform is on this machine.
    TRAPLINE_LTI_LOOPBACK: "yes",
  },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));
