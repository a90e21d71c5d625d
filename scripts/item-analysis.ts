// Item analysis of a form's answers: npm run item-analysis -- --responses FILE --key FILE [--traps FILE] [--json] [--reference DIR]
// --reference holds every figure against the reference files of that folder, and exits with 1 where one is off by more than 1e-6.
// --recompute counts the ended exams of the database anew and works all figures out; --fresh forgets one that was stopped half-way.
// --cost measures how long folding a million made-up answers takes, in memory and in a database, and opening their analysis.
import path from "node:path";
import { parseArgs } from "node:util";
import { FLAG_NAMES, flagWords } from "@/lib/core/item-analysis/flags/flag-words";
import { itemFlags } from "@/lib/core/item-analysis/flags/flags";
import { formCells, formStatistics } from "@/lib/core/item-analysis/form/form-statistics";
import { optionCurves } from "@/lib/core/item-analysis/statistics/option-curves";
import { database } from "@/lib/data/database";
import { itemRow, optionRow, testRow } from "@/lib/evaluation/item-analysis/columns";
import { agrees, compareReference } from "@/lib/evaluation/item-analysis/compare-reference";
import { describeColumn } from "@/lib/evaluation/item-analysis/describe-column";
import { comparisonReport, formReport, type JudgedItem } from "@/lib/evaluation/item-analysis/form-report";
import { FormFileError, readForm, readTraps } from "@/lib/evaluation/item-analysis/read-form";
import { measureItemAnalysis } from "./item-analysis-costs";
import { measureDatabase } from "./item-analysis-database-costs";
import { recountAll } from "./item-analysis-recount";

const USAGE =
  "npm run item-analysis -- --responses FILE --key FILE [--traps FILE] [--json] [--reference DIR], or --recompute [--fresh], or --cost alone";

function options() {
  try {
    return parseArgs({
      options: {
        responses: { type: "string" },
        key: { type: "string" },
        traps: { type: "string" },
        reference: { type: "string" },
        json: { type: "boolean", default: false },
        cost: { type: "boolean", default: false },
        recompute: { type: "boolean", default: false },
        fresh: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    process.exit(2);
  }
}

async function analyse(files: {
  responses: string;
  key: string;
  traps: string | undefined;
  reference: string | undefined;
  json: boolean;
}): Promise<number> {
  const traps = files.traps === undefined ? null : readTraps(files.traps);
  const { form, ignored } = await readForm(files.responses, files.key);
  if (ignored.length > 0) {
    console.error(`${path.basename(files.responses)}: left out, as the key does not name them: ${ignored.join(", ")}`);
  }
  const dataset = path.basename(files.responses).replace(/(?:_responses)?\.csv(?:\.gz)?$/, "");
  const statistics = formStatistics(form, (item) => describeColumn(item, traps));
  const judged: JudgedItem[] = statistics.items.map((item) => ({ item, flags: itemFlags(item, null) }));
  const comparison = files.reference === undefined ? null : compareReference(files.reference, dataset, statistics);

  if (files.json) {
    const curves = new Map(form.items.map((item) => [item.name, optionCurves(formCells(item))]));
    const report = {
      test: testRow(dataset, statistics),
      items: judged.map(({ item, flags }) => ({
        ...itemRow(item),
        flags: flags.map((flag) => ({ ...flag, name: FLAG_NAMES[flag.kind], words: flagWords(flag) })),
        curves: curves.get(item.name) ?? null,
      })),
      options: judged.flatMap(({ item }) =>
        item.options.map((option) => ({
          ...optionRow(item.name, option),
          thirds: option.thirds,
          is_dead: option.isDead,
          trap: option.trap,
        })),
      ),
      reference: comparison,
    };
    console.log(JSON.stringify(report, (_, value) => (value === Infinity ? "missing" : value), 2));
  } else {
    console.log(formReport(dataset, statistics, judged));
    if (comparison !== null) console.log(`\n${comparisonReport(comparison)}`);
  }
  return comparison === null || agrees(comparison) ? 0 : 1;
}

const values = options();
if (values.cost) {
  const inMemory = measureItemAnalysis();
  console.log(JSON.stringify({ inMemory, inDatabase: await measureDatabase(inMemory.answers) }, null, 2));
} else if (values.recompute) {
  const { attempts, answers, figures, seconds } = await recountAll(values.fresh, console.log);
  console.log(
    `Counted ${answers} answers of ${attempts} exams, and worked out ${figures} questions and families, in ${seconds.toFixed(1)} s.`,
  );
  await (await database()).close();
} else if (values.responses === undefined || values.key === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    const { responses, key, traps, reference, json } = values;
    process.exitCode = await analyse({ responses, key, traps, reference, json });
  } catch (error) {
    if (!(error instanceof FormFileError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
