/** Tables made in turns with other work are the tables made at once, and the other work has its turns. */
import { beforeAll, expect, test } from "vitest";
import { drawsTable, drawsTableInTurns } from "../../src/results/drawsTable.js";
import { ledgerTable, ledgerTableInTurns } from "../../src/results/ledgerTable.js";
import type { RunResult } from "../../src/results/runResult.js";
import { runScenario } from "../../src/results/runScenario.js";
import type { StopSignal } from "../../src/results/stopSignal.js";
import { summaryTable, summaryTableInTurns } from "../../src/results/summaryTable.js";
import { smallStudy } from "./handMadeRun.js";
import { turnsDuring } from "./turnsDuring.js";

let result: RunResult;
beforeAll(async () => {
  const study = await smallStudy({
    arms: { contract: {}, budget: { rollout: {}, take_up: { ceiling: 0.5, steepness: 3 } } },
    people: { existing_users: 2, need_mix: { by_need: { some: 1 } }, package_mean: 5 },
    life_course: { death: { distribution: "uniform", low: 0.1, high: 0.4 } },
    envelopes: { council: { a_year: "today" } },
  });
  result = await runScenario(study, { draws: 800, keepInputs: true, twins: 20 });
});

type InTurns = (result: RunResult, options?: { readonly signal?: StopSignal }) => Promise<object>;

test.each([
  ["summary", summaryTable, summaryTableInTurns],
  ["ledger", ledgerTable, ledgerTableInTurns],
  ["draws", drawsTable, drawsTableInTurns],
] as const)("%s", async (_, atOnce: (result: RunResult) => object, inTurns: InTurns) => {
  const { answer: table, turns } = await turnsDuring(() => inTurns(result));
  expect(JSON.stringify(table)).toBe(JSON.stringify(atOnce(result)));
  expect(turns).toBeGreaterThanOrEqual(2);
  await expect(inTurns(result, { signal: AbortSignal.abort("gone") })).rejects.toBe("gone");
});
