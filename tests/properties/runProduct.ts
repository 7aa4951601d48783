/** Runs a scenario object through the product and looks its tallies up by word. */
import { type TallyLayout, tallyLayout, tallyOffset } from "../../src/ledger/tally.js";
import { simulateDraws } from "../../src/results/simulateDraws.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import type { Study } from "../../src/scenario/study.js";
import { runSettings } from "../../src/simulation/runSettings.js";
import type { ScenarioObject } from "./randomScenario.js";

export interface ProductRun {
  readonly study: Study;
  readonly layout: TallyLayout;
  readonly draws: number;
  readonly tallies: Float64Array;
}

/** `read` gives the text of a table the scenario names. */
export async function studyOf(scenario: ScenarioObject, read?: (name: string) => string): Promise<Study> {
  const parsed = await parseScenario(scenario, read === undefined ? {} : { read });
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults, undefined, 2));
  return parsed.value.study;
}

export function runStudy(study: Study, draws = 2): ProductRun {
  const tallies = simulateDraws(study, runSettings(study, { draws }), 0, draws);
  return { study, layout: tallyLayout(study), draws, tallies };
}

export const runProduct = async (
  scenario: ScenarioObject,
  draws = 2,
  read?: (name: string) => string,
): Promise<ProductRun> => runStudy(await studyOf(scenario, read), draws);

const place = (words: readonly string[], word: string): number => {
  const at = words.indexOf(word);
  if (at < 0) throw new Error(`no ${word} among ${words.join(", ")}`);
  return at;
};

/** The items of an arm, slice and period in a draw, in the order of `layout.items`. */
export function itemsOf(
  run: ProductRun,
  draw: number,
  arm: string,
  slice: string,
  period: string,
): Float64Array {
  const { layout } = run;
  const offset =
    draw * layout.width +
    tallyOffset(layout, place(layout.arms, arm), place(layout.slices, slice), place(layout.periods, period));
  return run.tallies.subarray(offset, offset + layout.items.length);
}

export const itemOf = (
  run: ProductRun,
  draw: number,
  arm: string,
  slice: string,
  period: string,
  item: string,
): number => itemsOf(run, draw, arm, slice, period)[place(run.layout.items, item)]!;

/** Sum of an item over the financial years, undiscounted. */
export const overYears = (run: ProductRun, draw: number, arm: string, slice: string, item: string): number =>
  run.layout.periods
    .slice(0, -1)
    .reduce((sum, period) => sum + itemOf(run, draw, arm, slice, period, item), 0);

interface MoneyItem {
  readonly at: number;
  readonly line: string;
  readonly payer: string;
}

const moneyItems = new WeakMap<TallyLayout, readonly MoneyItem[]>();

/** Where the ledger's items stand in a layout, with their line and payer. */
function moneyItemsOf(layout: TallyLayout): readonly MoneyItem[] {
  const known = moneyItems.get(layout);
  if (known !== undefined) return known;
  const found = layout.items.flatMap((word, at) => {
    const [line, payer] = word.split("/");
    return line === undefined || payer === undefined ? [] : [{ at, line, payer }];
  });
  moneyItems.set(layout, found);
  return found;
}

/** Sum of a line's items, over payers and cashability where they are left out. */
export function lineOf(
  run: ProductRun,
  draw: number,
  arm: string,
  slice: string,
  period: string,
  line: string,
  payers?: readonly string[],
): number {
  const items = itemsOf(run, draw, arm, slice, period);
  let sum = 0;
  for (const item of moneyItemsOf(run.layout)) {
    if (item.line === line && payers?.includes(item.payer) !== false) sum += items[item.at]!;
  }
  return sum;
}

/** Cost to some payers: every line they have. */
export function costOf(
  run: ProductRun,
  draw: number,
  arm: string,
  slice: string,
  period: string,
  payers: readonly string[],
): number {
  const items = itemsOf(run, draw, arm, slice, period);
  let sum = 0;
  for (const item of moneyItemsOf(run.layout)) {
    if (payers.includes(item.payer)) sum += items[item.at]!;
  }
  return sum;
}

export const isMoney = (item: string): boolean => item.includes("/");

/** Whether two numbers agree to 1e-9 of `scale`, the size of what they are made of. */
export const agree = (a: number, b: number, scale: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b), scale);
