// Checks that no line of the audit log was changed, taken out or put in later: npm run audit -- [--json]
// Write the last hash down elsewhere from time to time: whoever can write the database could make the whole chain anew,
// but not one that goes on from a hash that you hold (--from NUMBER:HASH).
import { database } from "@/lib/data/database";
import { checkChain } from "@/lib/usecases/admin/audit-log";

const args = process.argv.slice(2);
const given = args.includes("--from") ? (args[args.indexOf("--from") + 1] ?? "") : null;
const point = given === null ? null : /^(\d+):([0-9a-f]{64})$/.exec(given);
if (given !== null && point === null) {
  console.error("--from needs NUMBER:HASH, as an earlier check printed them.");
  process.exit(2);
}
const state = await checkChain(point === null ? undefined : { number: Number(point[1]), hash: point[2] ?? "" });
if (args.includes("--json")) console.log(JSON.stringify(state));
else if (state.ok)
  console.log(`The audit log holds: ${state.at.number} lines. Its last hash is ${state.at.number}:${state.at.hash}`);
else console.log(`The audit log is broken at line ${state.fault.number}: ${state.fault.what}.`);
await (await database()).close();
process.exitCode = state.ok ? 0 : 1;
