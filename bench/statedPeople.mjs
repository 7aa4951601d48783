/**
 * Do the few people that shipped scenarios simulate move their mean? Each at its `simulated_people`, or the default, against itself with
 * everyone simulated on the same seed and draws: the net cost of each arm to its perspective, the standard error of the difference
 * (draw by draw), how far they are apart per cent of net cost and in standard errors. Where they are more than 1% and 2 errors apart,
 * with twice the people, and so on.
 *
 *     npm run build && node bench/statedPeople.mjs [draws] [scenario…]
 */
import { figure } from "../dist/results/figure.js";
import { moments } from "../dist/results/moments.js";
import { runScenario } from "../dist/results/runScenario.js";
import { shippedScenarios } from "../dist/shell/packageFiles.js";
import { readScenario } from "../dist/shell/readScenario.js";
import { defaultPeople } from "../dist/simulation/runSettings.js";

const draws = Number(process.argv[2] ?? 40);
const asked = process.argv.slice(3);
/** More than this many times the stated people is told, and not tried. */
const mostTimes = 16;

console.log(["scenario", "arm", "people", "everyone's, £m", "difference", "error", "%", "z"].join("  "));
for (const name of asked.length > 0 ? asked : shippedScenarios()) {
  const read = await readScenario(name, { sets: [], readInput: async () => "" });
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  const { simulated_people: stated = defaultPeople, ...scenario } = read.value.study.scenario;
  const study = { ...read.value.study, scenario };
  const comparator = study.arms[study.baseline];
  const netOf = (result, arm) =>
    figure(result, { arm, comparator, perspective: scenario.perspective, metric: "cost" });
  const run = (people) => runScenario(study, { draws, detail: "all", people });
  const everyone = await run("all");
  let open = study.arms.filter((arm) => arm !== comparator);
  for (let people = stated; open.length > 0 && people <= mostTimes * stated; people *= 2) {
    const few = await run(people);
    open = open.filter((arm) => {
      const all = netOf(everyone, arm);
      const { mean, mcse } = moments(netOf(few, arm).map((gbp, draw) => gbp - all[draw]));
      const net = moments(all).mean;
      const percent = (100 * mean) / Math.abs(net);
      const z = mcse > 0 ? mean / mcse : 0;
      const cells = [net / 1e6, mean / 1e6, mcse / 1e6].map((gbp) => gbp.toFixed(3));
      console.log([name, arm, people, ...cells, percent.toFixed(2), z.toFixed(1)].join("  "));
      return Math.abs(percent) > 1 && Math.abs(z) > 2;
    });
  }
}
