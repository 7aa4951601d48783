/**
 * What a draw costs, stage by stage: sample the inputs, compile, walk, price, close. Prints processor milliseconds a draw,
 * the least of some repeats of the same draws, and living person-arm-months walked a second.
 *
 *     npm run build && node bench/stages.mjs [scenario] [repeats]
 */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { drawKey } from "../dist/chance/luck.js";
import { closeTally, discountTables } from "../dist/ledger/closeTally.js";
import { priceSite } from "../dist/ledger/priceSite.js";
import { tallyLayout } from "../dist/ledger/tally.js";
import { parseScenario } from "../dist/scenario/parseScenario.js";
import { compileSite } from "../dist/simulation/compile.js";
import { drawSampler } from "../dist/simulation/drawSampler.js";
import { clearLives, livesLayout, makeLives, statusCount } from "../dist/simulation/lives.js";
import { populationOf } from "../dist/simulation/population.js";
import { runSettings } from "../dist/simulation/runSettings.js";
import { walkInSteps } from "../dist/simulation/walk.js";

const shipped = fileURLToPath(new URL("../scenarios/can-we-afford-it.yaml", import.meta.url));
const file = process.argv[2] ?? shipped;
const repeats = Number(process.argv[3] ?? 20);
const draws = 3;
const parsed = await parseScenario(readFileSync(file, "utf8"), {
  name: file,
  read: (name) => readFileSync(name, "utf8"),
  resolve: (from, name) => resolve(from, "..", name),
});
if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
const { study } = parsed.value;
const settings = runSettings(study, { simulatedPeople: "all" });
const tallies = tallyLayout(study, settings.detail);
const layout = livesLayout(study);
const sampler = drawSampler(study, settings);
const discounts = discountTables(study);
const population = populationOf(study, settings);
const lives = study.arms.map(() => makeLives(layout));
const common = makeLives(layout);

/** Processor milliseconds by stage of the repeat under way. */
let spent = {};
function timed(stage, work) {
  const begun = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(begun);
  spent[stage] = (spent[stage] ?? 0) + (user + system) / 1000;
  return result;
}

function livingMonths() {
  let months = 0;
  for (const { cells } of lives) {
    for (let cell = 0; cell < cells.length; cell += layout.items) {
      for (let k = 0; k < statusCount * layout.needs; k++) months += cells[cell + k];
    }
  }
  return months;
}

let living = 0;
function simulate(draw) {
  const tally = new Float64Array(tallies.width);
  const values = timed("sample", () => sampler.sample(draw));
  const key = drawKey(sampler.runKey, sampler.luckOf(draw));
  study.sites.forEach((site, s) => {
    sampler.sampleSite(draw, site, values);
    for (const arm of lives) clearLives(arm);
    const siteDraw = { study, site, values, key };
    const tables = timed("compile", () => compileSite(siteDraw, population[s]));
    timed("walk", () => Array.from(walkInSteps(layout, tables, lives, common)));
    living += livingMonths();
    timed("price", () => priceSite(siteDraw, layout, lives, tally, tallies));
  });
  timed("close", () => closeTally(tally, tallies, discounts));
}

const least = {};
for (let repeat = -2; repeat < repeats; repeat++) {
  spent = {};
  living = 0;
  for (let draw = 0; draw < draws; draw++) simulate(draw);
  if (repeat < 0) continue;
  for (const [stage, ms] of Object.entries(spent)) least[stage] = Math.min(least[stage] ?? ms, ms);
}
let total = 0;
for (const [stage, ms] of Object.entries(least)) {
  total += ms / draws;
  console.log(`${stage.padEnd(8)}${(ms / draws).toFixed(2).padStart(8)} ms a draw`);
}
console.log(`${"all".padEnd(8)}${total.toFixed(2).padStart(8)} ms a draw`);
console.log(`${(living / 1000 / least.walk).toFixed(1)} M living person-arm-months walked a second`);
