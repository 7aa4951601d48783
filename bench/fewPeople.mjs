/**
 * Do few simulated people move the mean? Command by command at its default number of people, on the same seed and draws as with
 * everyone simulated: the mean of its figures against everyone's, the standard error of the difference (draw by draw), and how far
 * they are apart in standard errors and per cent of net cost. Last, baseline and net spot and unused volume, where few people bias
 * most, at several numbers of people.
 *
 *     npm run build && node bench/fewPeople.mjs [scenario] [draws] [draws of why and breakeven]
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { tallyOffset } from "../dist/ledger/tally.js";
import { breakevenOfStudy } from "../dist/questions/breakeven/breakevenStudy.js";
import { explainNetCost } from "../dist/questions/why/why.js";
import { planWhy } from "../dist/questions/why/whyPlan.js";
import { figure } from "../dist/results/figure.js";
import { moments } from "../dist/results/moments.js";
import { runScenario } from "../dist/results/runScenario.js";
import { parseScenario } from "../dist/scenario/parseScenario.js";
import { defaultPeople } from "../dist/simulation/runSettings.js";

const shipped = fileURLToPath(new URL("../scenarios/can-we-afford-it.yaml", import.meta.url));
const file = process.argv[2] ?? shipped;
const draws = Number(process.argv[3] ?? 200);
const fewerDraws = Number(process.argv[4] ?? 40);
const parsed = await parseScenario(readFileSync(file, "utf8"), {
  name: file,
  read: (name) => readFileSync(name, "utf8"),
  resolve: (from, name) => resolve(from, "..", name),
});
if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
const { study } = parsed.value;
const comparator = study.arms[study.baseline];
const arm = study.arms.find((name) => name !== comparator);
const { perspective } = study.scenario;
const runOf =
  (people, of = draws) =>
  (one) =>
    runScenario(one, { draws: of, detail: "all", people });
/** What an arm spends on a kind of contract line over the run, whoever pays. */
function lineOf({ layout, tallies }, name, kind) {
  const items = layout.items.flatMap((word, at) => (word.includes(`_${kind}/`) ? [at] : []));
  return Float64Array.from({ length: tallies.length / layout.width }, (_, draw) => {
    const from =
      draw * layout.width + tallyOffset(layout, layout.arms.indexOf(name), 0, layout.periods.length - 1);
    return items.reduce((sum, at) => sum + tallies[from + at], 0);
  });
}
const netOf = (result) => figure(result, { arm, comparator, perspective, metric: "cost" });

const everyone = await runOf("all")(study);
const scale = Math.abs(moments(netOf(everyone)).mean);
const millions = (gbp) => (gbp / 1e6).toFixed(3);
const rows = [
  ["command", "figure", "people", "everyone's, £m", "difference", "standard error", "% of net cost", "z"],
];
function compare(command, name, people, few, all) {
  const { mean, mcse } = moments(few.map((value, draw) => value - all[draw]));
  const z = mcse > 0 ? (mean / mcse).toFixed(1) : "0";
  const share = ((100 * mean) / scale).toFixed(2);
  rows.push([
    command,
    name,
    String(people),
    millions(moments(all).mean),
    millions(mean),
    millions(mcse),
    share,
    z,
  ]);
}

const few = await runOf(defaultPeople)(study);
compare("all commands", "net cost", defaultPeople, netOf(few), netOf(everyone));

const plan = await planWhy(study, { arm, orders: 4, armsARun: 16 });
const whyOf = async (people) =>
  (await explainNetCost(plan, runOf(people, fewerDraws))).find((one) => one.perspective === perspective);
const [whyFew, whyAll] = [await whyOf(defaultPeople), await whyOf("all")];
compare("why", "net cost", defaultPeople, whyFew.net, whyAll.net);
whyFew.parts.forEach((part, at) => {
  compare("why", `  ${part.mechanism}`, defaultPeople, part.values, whyAll.parts[at].values);
});

const path = `arms.${arm}.budget_setting.bias`;
const question = { arm, perspective, target: { kind: "mean" } };
const search = { path, range: { low: -0.6, high: 0.1, from: "stated" }, probes: 3 };
const crossings = [];
for (const people of [defaultPeople, "all"]) {
  const found = await breakevenOfStudy(study, question, search, runOf(people, fewerDraws), []);
  crossings.push(
    found.roots.map(({ input, mcse }) => `${input.toFixed(4)} (${mcse?.toFixed(4)})`).join(", "),
  );
}

for (const people of [250, 500, 1000, 2000]) {
  const some = await runOf(people)(study);
  compare("(--people)", "net cost", people, netOf(some), netOf(everyone));
  for (const kind of ["spot", "stranded"]) {
    compare(
      "(--people)",
      `  baseline ${kind}`,
      people,
      lineOf(some, comparator, kind),
      lineOf(everyone, comparator, kind),
    );
    const net = (result) => {
      const without = lineOf(result, comparator, kind);
      return lineOf(result, arm, kind).map((gbp, draw) => gbp - without[draw]);
    };
    compare("(--people)", `  net ${kind}`, people, net(some), net(everyone));
  }
}
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column])).join("  "));
console.log(
  `breakeven --vary ${path}: ${crossings[0]} at ${defaultPeople} people, ${crossings[1]} of everyone`,
);
