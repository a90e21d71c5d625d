// Works out all learners anew from the event logs: npm run rebuild -- [--fresh] [--snapshot N]
// May be stopped at any time; it goes on where it was unless --fresh is given.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { database } from "@/lib/data/database";
import { env } from "@/lib/env";
import { nextLearners, type Rebuilt, rebuildLearner } from "@/lib/usecases/learning/rebuild";

const args = process.argv.slice(2);
const at = args.indexOf("--snapshot");
const snapshot = at < 0 ? undefined : Number(args[at + 1]);
if (snapshot !== undefined && !Number.isInteger(snapshot)) {
  console.error("--snapshot needs the number of a parameter snapshot.");
  process.exit(2);
}
const marker = path.join(env().dataDir, "rebuild.json");
if (args.includes("--fresh")) rmSync(marker, { force: true });
let after: string | null = existsSync(marker) ? JSON.parse(readFileSync(marker, "utf8")).after : null;
if (after !== null) console.log("Going on where the last rebuild was stopped; --fresh begins anew.");

const total: Rebuilt & { learners: number } = { learners: 0, attempts: 0, events: 0, differing: 0 };
const started = Date.now();
let shown = started;
const progress = (): void => {
  const seconds = (Date.now() - started) / 1_000;
  const rate = Math.round(total.events / Math.max(seconds, 0.001));
  console.log(
    `${total.learners} learners, ${total.attempts} attempts, ${total.events} events in ${seconds.toFixed(0)} s (${rate} events/s); ${total.differing} rows differed`,
  );
};
for (;;) {
  const learners = await nextLearners(after, 50);
  if (learners.length === 0) break;
  for (const learner of learners) {
    const one = await rebuildLearner(learner, Date.now(), snapshot);
    total.learners += 1;
    total.attempts += one.attempts;
    total.events += one.events;
    total.differing += one.differing;
    after = learner.id;
    writeFileSync(marker, JSON.stringify({ after }));
    if (Date.now() - shown > 2_000) {
      shown = Date.now();
      progress();
    }
  }
}
rmSync(marker, { force: true });
progress();
await (await database()).close();
