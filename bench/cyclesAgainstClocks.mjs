/**
 * Two ways to walk people, on the real model's compiled tables: month by month with a uniform a (person, month, event), and
 * from event to event with clocks (src/simulation/walk.ts). Prints speed and the variance of the paired difference of the two
 * arms' units of care and of life-years, which is what decides how many draws a scenario needs.
 *
 *     npm run build && node bench/cyclesAgainstClocks.mjs [draws]
 *
 * The month-by-month walker covers what bench/twoWays.yaml uses: death, need, residential care, admissions, claims,
 * attraction, take-up, yearly reviews, effects, unmet need, leaving. Ratios taken in one run; machines are noisy.
 */
import { readFileSync } from "node:fs";
import { drawKey, luck, luckKinds } from "../dist/chance/luck.js";
import { threefry, threefrySecondWord } from "../dist/chance/threefry.js";
import { amountAt, spendBudget, spendingAmounts, spendingAt } from "../dist/mechanisms/budget/spending.js";
import { normalQuantile } from "../dist/quantity/normalQuantile.js";
import { exp } from "../dist/quantity/portableMath.js";
import { parseScenario } from "../dist/scenario/parseScenario.js";
import { compileSite } from "../dist/simulation/compile.js";
import { cellOffset, clearLives, livesLayout, makeLives, status } from "../dist/simulation/lives.js";
import { populationOf } from "../dist/simulation/population.js";
import { runSettings } from "../dist/simulation/runSettings.js";
import { makeSampler } from "../dist/simulation/sampler.js";
import { walkInSteps } from "../dist/simulation/walk.js";

const draws = Number(process.argv[2] ?? 20);
const file = new URL("./twoWays.yaml", import.meta.url);
const parsed = await parseScenario(readFileSync(file, "utf8"));
if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
const { study } = parsed.value;
const settings = runSettings(study, { draws, simulatedPeople: "all" });
const layout = livesLayout(study);

const lognormal = (sigma, u) => (sigma === 0 ? 1 : exp(sigma * normalQuantile(u) - (sigma * sigma) / 2));
const pick = (cumulative, u) => {
  let at = 0;
  while (at < cumulative.length - 1 && u >= cumulative[at]) at++;
  return at;
};
const chance = (hazards) => Float64Array.from(hazards, (h) => 1 - exp(-h));

/** Month by month: a uniform for every person, month and event, shared by the arms. */
function walkCycles(site, lives) {
  const amounts = new Float64Array(spendingAmounts.length);
  const parameters = new Float64Array(site.groups[0].arms[0].deployments[0].spending.length);
  const needs = layout.needs;
  const { at } = layout;
  site.groups.forEach((tables, g) => {
    const death = chance(tables.death);
    const worsening = chance(tables.worsening);
    const improving = chance(tables.improving);
    const residential = chance(tables.residential);
    for (const stream of tables.streams) {
      const flows = stream.kind === "new" || stream.kind === "without_inflow";
      for (let year = 0; year < (flows ? Math.ceil(site.months / 12) : 1); year++) {
        for (let number = 0; number < stream.count; number++) {
          const p0 = threefry(stream.key[0], stream.key[1], year, number);
          const p1 = threefrySecondWord();
          const u = (kind, occasion) => luck(p0, p1, kind, occasion);
          const entry = flows ? 12 * year + Math.floor(12 * u(luckKinds.arrival, 0)) : 0;
          if (entry >= site.months) continue;
          const need0 = pick(stream.needCumulative, u(luckKinds.need, 0));
          const quintile = pick(tables.quintileCumulative, u(luckKinds.quintile, 0));
          const factor = stream.packageFraction * lognormal(tables.packageSigma, u(luckKinds.package, 0));
          const gamma = tables.contributionShare[quintile];
          const eligibleU = u(luckKinds.eligible, 0);
          const takeUpU = u(luckKinds.takeUp, 0);
          const offerU = u(luckKinds.offer, 0);
          const managing = stream.kind.startsWith("without");
          tables.arms.forEach((arm, a) => {
            const { cells } = lives[a];
            let need = need0;
            let state = managing ? status.without : status.contract;
            let deployment = 0;
            let had = false;
            let unmet = 0;
            let taken = 0;
            let error = 1;
            const offer = Math.ceil(arm.startMonths + arm.rampMonths * offerU - 1e-9);
            const kind = managing ? 2 : stream.kind === "existing" ? 0 : 1;
            for (let month = entry; month < site.months; month++) {
              const exposed = !flows || month > entry;
              const d = deployment > 0 ? arm.deployments[deployment - 1] : undefined;
              const since = month - taken;
              const on = d !== undefined && since > 0 && since >= arm.onsetMonths && since < arm.endMonths;
              if (exposed) {
                const place = state === status.residential ? needs : 0;
                const ratio = (p, hr) => (hr === 1 ? p : 1 - (1 - p) ** hr);
                if (u(luckKinds.death, month) < ratio(death[place + need], on ? d.hazardRatios.death : 1))
                  break;
                const hr =
                  (on ? d.hazardRatios.worsening : 1) *
                  (d && unmet > arm.unmetTolerance ? d.unmetWorsening : 1);
                if (u(luckKinds.worsening, month) < ratio(worsening[place + need], hr)) need++;
                else if (u(luckKinds.improving, month) < improving[place + need]) need--;
                if (
                  state !== status.residential &&
                  u(luckKinds.residential, month) <
                    ratio(residential[need], on ? d.hazardRatios.residential : 1)
                ) {
                  state = status.residential;
                  deployment = 0;
                }
                const rate =
                  tables.admissions[(state === status.residential ? needs : 0) + need] *
                  (on ? d.hazardRatios.admissions : 1);
                // Poisson by inversion: a higher rate never gives fewer.
                let p = exp(-rate);
                let left = u(luckKinds.admission, month) - p;
                const year0 = Math.floor((month + site.monthsBefore) / 12);
                let cell0 = cellOffset(layout, g, quintile, deployment, year0);
                for (let k = 1; left > 0; k++) {
                  cells[cell0 + at.admissions] += stream.weight;
                  p *= rate / k;
                  left -= p;
                }
                if (state === status.without) {
                  const eligible = arm.offers && month >= offer && eligibleU < arm.eligibleShare[need];
                  const rateNow = tables.claimRate[need] / 12;
                  if (u(luckKinds.claim, month) < 1 - exp(-rateNow)) state = status.contract;
                  else if (eligible) {
                    const extra = arm.attractionExposure[month + 1] - arm.attractionExposure[month];
                    if (u(luckKinds.attractedClaim, month) < 1 - exp(-tables.claimRate[need] * extra))
                      state = status.budget;
                  }
                }
                if (
                  state === status.contract &&
                  arm.offers &&
                  !had &&
                  month >= offer &&
                  eligibleU < arm.eligibleShare[need] &&
                  takeUpU <
                    arm.ceilings[(kind * 5 + quintile) * needs + need] * arm.curve[month - arm.curveFrom]
                )
                  state = status.budget;
                if (state === status.budget && deployment === 0) {
                  had = true;
                  taken = month;
                  deployment = pick(arm.deploymentCumulative, u(luckKinds.deployment, 0)) + 1;
                  error = lognormal(arm.deployments[deployment - 1].errorSigma, u(luckKinds.budgetError, 0));
                  cell0 = cellOffset(layout, g, quintile, deployment, year0);
                  cells[cell0 + at.takeUps] += stream.weight;
                }
                if (state === status.budget && (month - taken) % 12 === 0) {
                  const own = arm.deployments[deployment - 1];
                  parameters.set(own.spending);
                  parameters[spendingAt.toppedUpShare] = own.toppedUpShare[quintile];
                  const reviews = (month - taken) / 12;
                  unmet = spendBudget(
                    parameters,
                    error,
                    lognormal(own.yearlySigma, u(luckKinds.yearly, reviews)),
                    u(luckKinds.misuse, reviews) < own.misuseProbability,
                    gamma,
                    amounts,
                  );
                }
                if (state === status.budget && month > taken) {
                  const own = arm.deployments[deployment - 1];
                  const leave = own.leaving * (unmet > arm.unmetTolerance ? own.unmetLeaving : 1);
                  if (u(luckKinds.leaving, month) < 1 - exp(-leave)) {
                    state = status.contract;
                    deployment = 0;
                  }
                }
              }
              const year1 = Math.floor((month + site.monthsBefore) / 12);
              const cell = cellOffset(layout, g, quintile, deployment, year1);
              const w = stream.weight;
              cells[cell + state * needs + need] += w;
              const units = w * factor * tables.packageMean[need];
              if (state === status.contract) {
                cells[cell + at.contractUnits] += units;
                cells[cell + at.contractContributionUnits] += units * gamma;
              } else if (state === status.budget) {
                cells[cell + at.budgetUnits] += units;
                for (let k = 0; k < amounts.length; k++)
                  cells[cell + layout.spending + k] += units * amounts[k];
              }
            }
          });
        }
      }
    }
  });
}

const lives = study.arms.map(() => makeLives(layout));
const sampler = makeSampler(study, settings);
const population = populationOf(study, settings);
const ways = { cycles: walkCycles, clocks: (site, l) => Array.from(walkInSteps(layout, site, l)) };
const found = { cycles: [], clocks: [] };
const spent = { cycles: 0, clocks: 0 };
let living = 0;
for (let draw = -2; draw < draws; draw++) {
  const values = sampler.sample(Math.max(0, draw));
  sampler.sampleSite(Math.max(0, draw), study.sites[0], values);
  const siteDraw = { study, site: study.sites[0], values, key: drawKey(sampler.runKey, Math.max(0, draw)) };
  const site = compileSite(siteDraw, population[0]);
  for (const [name, walk] of Object.entries(ways)) {
    for (const arm of lives) clearLives(arm);
    const begun = performance.now();
    walk(site, lives);
    if (draw < 0) continue;
    spent[name] += performance.now() - begun;
    // Units of care served, admissions, life-months: second arm less first.
    const sums = lives.map(({ cells }) => {
      const sum = [0, 0, 0];
      for (let cell = 0; cell < cells.length; cell += layout.items) {
        sum[0] += cells[cell + layout.at.contractUnits] + cells[cell + layout.spending + amountAt.budget];
        sum[1] += cells[cell + layout.at.admissions];
        for (let k = 0; k < 4 * layout.needs; k++) sum[2] += cells[cell + k];
      }
      return sum;
    });
    if (name === "clocks") living += sums[0][2] + sums[1][2];
    found[name].push([...sums[1].map((x, k) => x - sums[0][k]), ...sums[0]]);
  }
}
const labels = [
  "units, net",
  "admissions, net",
  "life-months, net",
  "units, baseline",
  "admissions, baseline",
  "life-months, baseline",
];
for (const name of Object.keys(ways)) {
  console.log(
    `${name}: ${(spent[name] / draws).toFixed(1)} ms a draw, ${(living / 1000 / spent[name]).toFixed(1)} M living person-arm-months a second`,
  );
  labels.forEach((label, k) => {
    const x = found[name].map((row) => row[k]);
    const mean = x.reduce((s, v) => s + v, 0) / draws;
    const sd = Math.sqrt(x.reduce((s, v) => s + (v - mean) ** 2, 0) / (draws - 1));
    console.log(
      `  ${label.padEnd(24)} mean ${mean.toFixed(1).padStart(12)}  standard error ${(sd / Math.sqrt(draws)).toFixed(1).padStart(9)}  sd ${sd.toFixed(1).padStart(9)}`,
    );
  });
}
const variance = (name, k) => {
  const x = found[name].map((row) => row[k]);
  const mean = x.reduce((s, v) => s + v, 0) / draws;
  return x.reduce((s, v) => s + (v - mean) ** 2, 0) / (draws - 1);
};
console.log(
  `clocks against cycles: ${(spent.cycles / spent.clocks).toFixed(2)} times as fast; variance of the net difference ${labels
    .slice(0, 3)
    .map((label, k) => `${label} ${(variance("cycles", k) / variance("clocks", k)).toFixed(2)}`)
    .join(", ")} times smaller`,
);
