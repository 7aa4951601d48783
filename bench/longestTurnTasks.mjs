/**
 * What a page asks for, and the longest time that its thread is held meanwhile: nothing else can click, draw or stop until a turn
 * ends. Runs in Node and in a browser alike.
 */
import { certainly, compare, decideInTurns, parseScenario, run, sensitivity, sites } from "can-we-afford-it";
import { analyseDrawsInTurns } from "can-we-afford-it/decision";

/** A small council whose inputs are uncertain in part. */
const council = `afford: 1
title: A council of a hundred
start: 2011-04
horizon_years: 5
price_year: 2010/11
needs: [low, high]
client_groups: { older_people: {}, learning_disability: {} }
sites: { shire: {}, town: {} }
people: { existing_users: 25, need_mix: 0.5, package_mean: { distribution: uniform, low: 8, high: 12 } }
contracts: { main: { price: { distribution: uniform, low: 14, high: 17 } } }
arms:
  contract: {}
  budget:
    rollout: {}
    take_up: { ceiling: { distribution: uniform, low: 0.5, high: 1 }, steepness: 9 }
    budget_setting: { bias: { distribution: uniform, low: -0.2, high: 0.1 } }
    implementation: { per_user: { distribution: uniform, low: 200, high: 1800 } }
    outcomes: { ascot_increment: { distribution: uniform, low: 0, high: 0.1 } }
baseline: contract
outcomes: { ascot: 0.8 }
`;

/** Milliseconds of the processor, which other programs on the machine do not lengthen; where nobody tells them, of the clock. */
const now = () => {
  const used = globalThis.process?.cpuUsage?.();
  return used === undefined ? performance.now() : (used.user + used.system) / 1000;
};

/** Milliseconds between two turns of others, the longest while work is going on. */
async function longestTurn(work) {
  const { port1, port2 } = new MessageChannel();
  let longest = 0;
  let before = now();
  const tick = () => {
    const time = now();
    longest = Math.max(longest, time - before);
    before = time;
    port1.postMessage(0);
  };
  port2.onmessage = tick;
  tick();
  const started = now();
  try {
    await work();
    tick();
  } finally {
    port1.close();
  }
  return { longest, whole: now() - started };
}

/** A table of draws as another tool may have made it: three arms, ten parameters. */
function drawRows(draws) {
  let state = 1;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const names = Array.from({ length: 10 }, (_, at) => `input:p${at}`);
  const rows = [];
  for (let draw = 1; draw <= draws; draw++) {
    const parameters = Object.fromEntries(names.map((name) => [name, uniform()]));
    const of = (at) => parameters[`input:p${at}`];
    for (const [at, arm] of ["usual", "new", "newest"].entries()) {
      const cost = 1000 + at * 4000 * of(0) * of(1) + 500 * uniform();
      const effect = at * (0.1 * of(2) + 0.2 * Math.abs(of(3) - of(4))) + 0.05 * uniform();
      rows.push({ draw, arm, cost, effect, ...parameters });
    }
  }
  return { columns: ["draw", "arm", "cost", "effect", ...names], rows };
}

/** Tells a row a question: `tell({ question, longest, whole })`, milliseconds. */
export async function longestTurns(draws, tell) {
  const { study } = certainly(await parseScenario(council, { name: "council" }));
  const table = drawRows(draws);
  const csv = [
    table.columns.join(),
    ...table.rows.map((row) => table.columns.map((column) => row[column]).join()),
  ].join("\n");
  const groups = { prices: ["input:p0", "input:p1"], gains: ["input:p2", "input:p3", "input:p4"] };
  const asked = { thresholdsGbp: [20_000, 30_000], groups, key: "bench" };
  const work = {
    run: () => run(study, { draws }),
    sensitivity: () => sensitivity(study, { draws, threshold: [20_000] }),
    compare: () => compare([study, { ...study, name: "again" }], { draws }),
    sites: () => sites(study, { draws, breakevenDraws: 4 }),
    analyseDraws: () => analyseDrawsInTurns(table.columns, table.rows, asked),
    decide: () => decideInTurns(csv, { threshold: asked.thresholdsGbp, group: groups }),
  };
  for (const [question, answer] of Object.entries(work)) {
    const { longest, whole } = await longestTurn(async () => certainly(await answer()));
    tell({ question, longest, whole });
  }
}
