// Makes a cohort of made-up learners for the demo lead, with six weeks behind it, by the real use cases: npm run demo:cohort
// The same seed gives the same weeks. Where the demo lead has a cohort already, nothing is made.
import type { Context, Viewer } from "@/lib/core/access/viewer";
import type { AssignedWork } from "@/lib/core/cohort/assignment";
import { lateWeeks } from "@/lib/core/cohort/board";
import { wallTimeOf, weekOf, weeksUpTo } from "@/lib/core/cohort/wall-time";
import { tokenOf } from "@/lib/core/question/present";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { listLedCohorts } from "@/lib/data/cohorts";
import { database } from "@/lib/data/database";
import { createUser, emailIsTaken, findCredentials } from "@/lib/data/users";
import { beginAssignment } from "@/lib/usecases/assignment/begin";
import { addAssignment } from "@/lib/usecases/assignment/manage-assignments";
import { checkAnswer } from "@/lib/usecases/attempt/check-answer";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { join, makeInvite } from "@/lib/usecases/cohort/join";
import { createCohort } from "@/lib/usecases/cohort/manage-cohort";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { type FormItem, formOf, got, newTab } from "@/lib/usecases/testing/scene";
import { handInAll } from "@/lib/usecases/testing/sittings";

const SEED = "demo-cohort";
const LEARNERS = 30;
const WEEKS = 6;
const ZONE = "Europe/Vienna";
const NAMES =
  "Ada Aki Amir Anna Bela Carla Dana Diego Elif Emil Fatou Finn Gita Hana Igor Ines Jana Kofi Lena Luca Mara Mika Nadia Noor Olga Pavel Rosa Sami Tara Yusuf".split(
    " ",
  );

/** A made-up learner: how able, how regular, which traps take them, and from which week on they are silent. */
type Learner = {
  viewer: Viewer;
  rng: Rng;
  times: Rng;
  level: number;
  regular: number;
  held: Set<string>;
  silentFrom: number;
};

const viewerOf = (userId: string, name: string, email: string, role: Viewer["role"], examId: string): Viewer => ({
  ...{ userId, name, email, role, examId },
  ...{ sessionIdHash: "", isGuest: false, extraTime: "none" },
});

/** What the traps do just then: one spreads, and some catch few. */
type Season = { spreads: { trap: string; chance: number } | null; calm: readonly string[] };

/** The answer that takes a trap; null where the question does not set it. */
function fallFor({ question, presented, trap, wrong }: FormItem, taken: string): FormItem["right"] | null {
  if (question.type !== "multiple-choice") return trap === taken ? wrong : null;
  const option = question.options.find((one) => one.trap === taken);
  return option === undefined ? null : tokenOf(presented, option.id);
}

/** What a learner answers: a held trap where it is offered, else one that spreads just then, else as well as they can. */
const answerOf = ({ held, level, rng }: Learner, { spreads, calm }: Season, item: FormItem): FormItem["right"] => {
  if (item.trap !== "" && held.has(item.trap) && rng() < 0.55) return item.wrong;
  const spread = spreads === null ? null : fallFor(item, spreads.trap);
  if (spreads !== null && spread !== null && rng() < spreads.chance) return spread;
  if (item.offered.some((trap) => calm.includes(trap)) && rng() < 0.6) return item.right;
  return rng() < level ? item.right : item.wrong;
};

/** Does an assigned drill on a trap, of whose questions a third still catches the learner. */
async function doDrill({ viewer, rng }: Learner, attemptId: string, now: number): Promise<void> {
  const tab = newTab();
  let clock = now;
  for (const item of await formOf(attemptId)) {
    clock += MINUTE_MS;
    const event = tab.answer(item.id, rng() < 0.33 ? item.wrong : item.right, { clientAt: clock });
    got(await checkAnswer({ viewer, now: clock }, { attemptId, event }));
  }
  got(await endAttempt({ viewer, now: clock }, { attemptId, as: "finished" }));
}

/** Answers a sitting and hands it in. */
const handIn = (learner: Learner, season: Season, attemptId: string, now: number): Promise<void> =>
  handInAll({ viewer: learner.viewer, now }, attemptId, learner.times, (item) => answerOf(learner, season, item));

async function main(): Promise<void> {
  const db = await database();
  const { pack, exam } = await getCurrentExam(null);
  const now = Date.now();
  const start = now - WEEKS * 7 * DAY_MS;
  const leadEmail = "lead@demo.example";
  const found = await findCredentials(db.reader, leadEmail);
  if (found === null) return console.log("There is no demo lead: start the server with its demo accounts first.");
  const lead: Context = { viewer: viewerOf(found.id, "Demo lead", leadEmail, "lead", exam.id), now: start };
  if ((await listLedCohorts(db.reader, lead.viewer)).length > 0)
    return console.log("The demo lead has a cohort already.");
  const { cohortId } = got(await createCohort(lead, { name: "Autumn group (demo)", examId: exam.id, timeZone: ZONE }));
  const { code } = got(await makeInvite(lead, { cohortId, role: "learner", days: 7, maxUses: LEARNERS }));
  const [spreading = "", retaught = ""] = [...pack.traps.keys()];
  const learners: Learner[] = [];
  for (const [index, first] of NAMES.entries()) {
    const [rng, times] = [seededRng(`${SEED}/${index}`), seededRng(`${SEED}/${index}/times`)];
    const email = `demo-${index + 1}@cohort.demo.example`;
    if (await emailIsTaken(db.reader, email)) continue;
    const name = `${first} (made up)`;
    const userId = await db.transaction((tx) =>
      createUser(tx, { email, name, role: "learner", passwordHash: null }, start),
    );
    const held = new Set([...pack.traps.keys()].filter(() => rng() < 0.12));
    const viewer = viewerOf(userId, name, email, "learner", exam.id);
    got(await join({ viewer, now: start + index * MINUTE_MS }, { code }));
    const silentFrom = rng() < 0.15 ? 2 + Math.floor(rng() * 3) : WEEKS;
    learners.push({ viewer, rng, times, held, level: 0.5 + 0.4 * rng(), regular: 0.5 + 0.5 * rng(), silentFrom });
  }
  const wall = (at: number): string => wallTimeOf(at, ZONE).replace(/T.*/, "T18:00");
  const short = exam.blueprints[1] ?? exam.blueprints[0];
  const rules = { closes: "", attempts: 1, review: "at-once", lateness: "lenient" } as const;
  const mock: AssignedWork = { kind: "exam", blueprint: short?.id ?? "" };
  const assign = async (title: string, opens: number, due: number, work: AssignedWork = mock) => {
    const form = { title, work, opens: wall(opens), due: wall(due) };
    return got(await addAssignment({ ...lead, now: opens }, { cohortId, form: { ...form, ...rules } })).assignmentId;
  };
  const past = await assign("Mock exam, second week", start + 8 * DAY_MS, start + 14 * DAY_MS);
  // By the calendar, as the board counts: one trap spreads in its last two weeks; another did, until a drill on it.
  const weeks = weeksUpTo(weekOf(now, ZONE), WEEKS);
  const late = lateWeeks(weeks);
  const drillAt = start + 2 * 7 * DAY_MS + 2 * DAY_MS;
  const drillWeek = weekOf(drillAt, ZONE);
  const seasonAt = (at: number): Season => {
    const week = weekOf(at, ZONE);
    if (late.includes(week)) return { spreads: { trap: spreading, chance: 0.9 }, calm: [retaught] };
    return week <= drillWeek
      ? { spreads: { trap: retaught, chance: 0.35 }, calm: [spreading] }
      : { spreads: null, calm: [spreading, retaught] };
  };
  let drill: string | null = null;
  for (let week = 0; week < WEEKS; week += 1) {
    if (week === 2) {
      const name = pack.traps.get(retaught)?.short ?? retaught;
      drill = await assign(`Drill: ${name}`, drillAt - DAY_MS, drillAt + 7 * DAY_MS, { kind: "drill", trap: retaught });
    }
    for (const learner of learners) {
      if (week >= learner.silentFrom) continue;
      const sittings = learner.rng() < learner.regular ? 1 + Math.floor(learner.rng() * 2) : 0;
      for (let sitting = 0; sitting < sittings; sitting += 1) {
        const at = start + week * 7 * DAY_MS + (1 + sitting * 3) * DAY_MS + Math.floor(learner.rng() * 9) * HOUR_MS;
        const context: Context = { viewer: learner.viewer, now: at };
        const season = seasonAt(at);
        const due =
          week === 1 && sitting === 0 ? await beginAssignment({ ...context, now: at + 4 * DAY_MS }, past) : null;
        if (due?.ok && due.value.kind === "exam") {
          await handIn(learner, season, due.value.attemptId, at + 4 * DAY_MS);
          continue;
        }
        const blueprintId = (sitting === 0 ? exam.blueprints[0] : short)?.id ?? "";
        const begun = await startExam(context, { examId: exam.id, blueprintId, extraTime: "none" });
        if (begun.ok) await handIn(learner, season, begun.value.attemptId, at);
        if (week === 2 && sitting === 0 && drill !== null) {
          const due = await beginAssignment({ ...context, now: drillAt + HOUR_MS }, drill);
          if (due.ok && due.value.kind === "drill") await doDrill(learner, due.value.attemptId, drillAt + HOUR_MS);
          learner.held.delete(retaught);
        }
      }
    }
  }
  await assign("Mock exam, before the last week", now - DAY_MS, now + 3 * DAY_MS);
  console.log(`Made "Autumn group (demo)": ${learners.length} made-up learners over ${WEEKS} weeks.`);
}

try {
  await main();
} finally {
  await (await database()).close();
}
