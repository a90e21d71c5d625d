// What the banks hold, for maintainers: npm run content:report -- [--json] [folder]
// Without a folder the figures in questions/README.md are written anew.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readPacks } from "@/lib/content/read-pack";
import { reportBank, reportLines } from "@/lib/content/report/bank-report";
import { withFigures } from "@/lib/content/report/readme-figures";

const own = path.resolve(import.meta.dirname, "../questions");
const [folder = own] = process.argv.slice(2).filter((word) => word !== "--json");
const read = await readPacks(folder);
if (!read.ok) {
  console.error("The packs have faults: npm run content:check");
  process.exit(2);
}
const reports = read.value.map(reportBank);
const lines = reports.flatMap((report, index) => [...(index === 0 ? [] : [""]), ...reportLines(report)]);
console.log(process.argv.includes("--json") ? JSON.stringify(reports, null, 2) : lines.join("\n"));
if (folder === own) {
  const file = path.join(own, "README.md");
  writeFileSync(file, withFigures(readFileSync(file, "utf8"), lines));
}
