/**
 * How much less does the mean net cost vary when draws are laid out evenly? For Latin hypercube and Sobol draws: the variance of the mean of
 * net cost a year as random draws have it (variance over draws ÷ draws), divided by that over the ten randomisations of a run, averaged over seeds.
 * Above 1: so many times fewer draws would do.
 *
 *     npm run build && node bench/designs.mjs [scenario] [draws] [seeds]
 */
import { moments, standardError } from "../dist/results/moments.js";
import { groupsOfDraws } from "../dist/results/runResult.js";
import { runScenario } from "../dist/results/runScenario.js";
import { yearlyMean } from "../dist/results/yearlyMean.js";
import { readScenario } from "../dist/shell/readScenario.js";

const [name = "can-we-afford-it", draws = "320", seeds = "12"] = process.argv.slice(2);
const read = await readScenario(name, { sets: [], readInput: async () => "" });
if ("faults" in read) throw new Error(JSON.stringify(read.faults));
const { study } = read.value;
const comparator = study.arms[study.baseline];
const arm = study.arms.find((one) => one !== comparator);
const query = { arm, comparator, perspective: study.scenario.perspective, metric: "cost" };

for (const design of ["latin_hypercube", "sobol"]) {
  const random = [];
  const even = [];
  for (let seed = 1; seed <= Number(seeds); seed++) {
    const result = await runScenario(study, {
      draws: Number(draws),
      design,
      seed: `even ${seed}`,
      detail: "all",
    });
    const { sd, mcse } = moments(yearlyMean(result, query), groupsOfDraws(result.settings));
    random.push(sd ** 2 / Number(draws));
    even.push(mcse ** 2);
  }
  const of = moments(even).mean;
  const ratio = moments(random).mean / of;
  console.log(
    `${design}: variance of random draws is ${ratio.toFixed(2)} times that of even ones (± ${((ratio * standardError(even)) / of).toFixed(2)})`,
  );
}
