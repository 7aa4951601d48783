/**
 * How near EVPPI comes to what is known, and how often its interval holds it.
 *
 *     node bench/evppi.mjs [--draws 2000] [--seeds 20] [--old CHECKOUT] [--only WORDS]
 *
 * A row a case: the truth; the mean estimate over the seeds as a percentage off the truth, with the standard error of that
 * mean; the same off what the draws themselves would say if expectations were known exactly (which leaves the draws' own chance out);
 * the spread between seeds and the mean error claimed; and in how many seeds the truth lies within 1.96 errors.
 * `--old` is another built checkout to compare with.
 */
import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import seedrandom from "seedrandom";
import { normalQuantile } from "../dist/quantity/normalQuantile.js";
import { cases, truthOf } from "./evppiCases.mjs";

const { values: asked } = parseArgs({
  options: {
    draws: { type: "string", default: "2000" },
    seeds: { type: "string", default: "20" },
    old: { type: "string" },
    only: { type: "string", default: "" },
  },
});
const [draws, seeds] = [Number(asked.draws), Number(asked.seeds)];

const chanceOf = (seed) => {
  const uniform = seedrandom(seed);
  return { uniform, normal: () => normalQuantile((Math.floor(uniform() * 2 ** 40) + 0.5) / 2 ** 40) };
};
/** The estimator of a built checkout, wherever its rooms are. */
const estimatorOf = async (checkout) => {
  const dist = resolve(checkout, "dist");
  const [file] = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter(
    (name) => basename(name) === "evppi.js",
  );
  return import(pathToFileURL(join(dist, file)).href);
};

const versions = [["now", await estimatorOf(join(import.meta.dirname, ".."))]];
if (asked.old !== undefined) versions.unshift(["before", await estimatorOf(asked.old)]);

/** EVPPI of draws whose expectations are known. */
const knownExactly = ({ learnt, expected }, inputs, draws) => {
  const gains = Array.from({ length: draws }, (_, draw) =>
    expected(Object.fromEntries(learnt.map((name) => [name, inputs[name][draw]]))),
  );
  const means = gains[0].map((_, arm) => meanOf(gains.map((row) => row[arm])));
  return meanOf(gains.map((row) => Math.max(0, ...row))) - Math.max(0, ...means);
};

const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const sdOf = (values) => {
  const mean = meanOf(values);
  return Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1),
  );
};

console.log(`${draws} draws, ${seeds} seeds`);
console.log(
  "| case | truth | | mean | off by | off these draws | spread | error claimed | truth held | ms |\n|---|---|---|---|---|---|---|---|---|---|",
);
for (const one of cases.filter(({ name }) => name.includes(asked.only))) {
  const truth = one.truth ?? truthOf(one, chanceOf(`truth of ${one.name}`));
  for (const [label, { prepareInputs, estimateEvppi }] of versions) {
    const found = [];
    const known = [];
    const started = performance.now();
    for (let seed = 0; seed < seeds; seed++) {
      const { inputs, gains } = one.sample(draws, chanceOf(`${one.name} ${seed}`));
      known.push(knownExactly(one, inputs, draws));
      const benefit = [new Float64Array(draws), ...gains.map((gain) => Float64Array.from(gain))];
      const prepared = prepareInputs(one.learnt.map((name) => Float64Array.from(inputs[name])));
      found.push(estimateEvppi(prepared, benefit, "bench"));
    }
    const took = (performance.now() - started) / seeds;
    const estimates = found.map(({ evppi }) => evppi);
    const mean = meanOf(estimates);
    const held = found.filter(
      ({ evppi, standardError }) => Math.abs(evppi - truth) <= 1.96 * standardError + 1e-12,
    ).length;
    const off = (differences) =>
      truth > 1e-9
        ? `${((100 * meanOf(differences)) / truth).toFixed(1)}% (± ${((100 * sdOf(differences)) / Math.sqrt(seeds) / truth).toFixed(1)})`
        : "";
    const cells = [
      one.name,
      truth.toPrecision(4),
      label,
      mean.toPrecision(4),
      off(estimates.map((estimate) => estimate - truth)),
      off(estimates.map((estimate, seed) => estimate - known[seed])),
      sdOf(estimates).toPrecision(2),
      meanOf(found.map(({ standardError }) => standardError)).toPrecision(2),
      `${held}/${seeds}`,
      took.toFixed(0),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}
