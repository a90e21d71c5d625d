// Fits the numbers of the learning engine to the answers so far and stores the next snapshot: npm run fit -- [pack]
import { database } from "@/lib/data/database";
import { fitSnapshot, packIds } from "@/lib/usecases/learning/fit-snapshot";

const [wanted] = process.argv.slice(2);
for (const id of wanted === undefined ? await packIds() : [wanted]) {
  const fitted = await fitSnapshot(id, Date.now());
  if (fitted.ok) {
    const { number, answers, learners, logLoss, outcomes } = fitted.value;
    console.log(
      `${id}: snapshot ${number} from ${answers} answers of ${learners} learners; log-loss ${logLoss.before.toFixed(4)} → ${logLoss.after.toFixed(4)}; ${outcomes} real outcomes. New learners use it; "npm run rebuild -- --fresh --snapshot ${number}" moves everybody.`,
    );
  } else if (fitted.error.kind === "too-few") {
    console.log(
      `${id}: ${fitted.error.answers} answers are too few, ${fitted.error.need} are needed. Nothing was stored.`,
    );
  } else {
    console.error(`${id}: there is no such pack.`);
    process.exitCode = 2;
  }
}
await (await database()).close();
