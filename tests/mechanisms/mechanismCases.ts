/**
 * What every mechanism is held to, on a council whose budgets are neutral: at its neutral values it changes nothing, to the bit; in
 * use it moves the lines and measures it is said to move, all of them and no others, in the arm with budgets alone; and what
 * it comes to is what the slow reference comes to with the same luck. What a mechanism comes to by hand stands in its own file.
 */
import { describe, expect, test } from "vitest";
import { type LineName, lineNames, payers } from "../../src/accounts/lines.js";
import { type MeasureName, measureNames } from "../../src/accounts/measures.js";
import { tallyOffset } from "../../src/ledger/tally.js";
import { type Node, type ScenarioObject, withValue } from "../properties/randomScenario.js";
import { agree, type ProductRun, runProduct, studyOf } from "../properties/runProduct.js";
import { differences } from "../reference/differences.js";
import { council } from "./council.js";

/** Values by path: of the arm with budgets where a path starts with a dot, else of the scenario. */
export type Values = Readonly<Record<string, Node>>;

export interface MechanismCase {
  readonly what: string;
  readonly values: Values;
  /** The ledger's lines that it moves. */
  readonly lines: readonly LineName[];
  /** What beside money it moves. */
  readonly measures: readonly MeasureName[];
}

export interface MechanismCases {
  readonly name: string;
  /** What has to be there for the mechanism to have anything to act on, such as a deficit. */
  readonly given?: Values;
  /**
   * Values at which it does nothing, by a word on why: its own fields at their neutral values, with whatever only shapes it at values
   * that would matter if it were on.
   */
  readonly neutral: Readonly<Record<string, Values>>;
  readonly cases: readonly MechanismCase[];
}

export const withValues = (scenario: ScenarioObject, values: Values): ScenarioObject =>
  Object.entries(values).reduce(
    (whole, [path, value]) => withValue(whole, path.replace(/^\./, "arms.budget."), value),
    scenario,
  );

/** All that a draw comes to in one arm: every slice, period and item. */
function tallyOf({ layout, tallies }: ProductRun, draw: number, arm: string): Float64Array {
  const from = draw * layout.width + tallyOffset(layout, layout.arms.indexOf(arm), 0, 0);
  return tallies.subarray(from, from + layout.width / layout.arms.length);
}

/** The total of an item in the arm with budgets, over everyone and both draws. */
function totalOf({ layout, tallies, draws }: ProductRun, item: string): number {
  const at = layout.items.indexOf(item);
  if (at < 0) return 0;
  const offset = tallyOffset(layout, layout.arms.indexOf("budget"), 0, layout.periods.length - 1) + at;
  return Array.from({ length: draws }, (_, draw) => tallies[draw * layout.width + offset]!).reduce(
    (sum, amount) => sum + amount,
  );
}

/** The items of a line: by payer and cashability. */
const itemsOfLine = (line: string): readonly string[] =>
  payers.flatMap((payer) => ["yes", "no"].map((cashable) => `${line}/${payer}/${cashable}`));

/** Whether any of the items differs by more than rounding: 1e-9 of it, and of a pound, person or year. */
const differs = (before: ProductRun, after: ProductRun, items: readonly string[]): boolean =>
  items.some((item) => {
    const [a, b] = [totalOf(before, item), totalOf(after, item)];
    return Math.abs(a - b) > 1e-9 * (Math.abs(a) + 1);
  });

/** Tries a mechanism on the council, in three of the four kinds of case; the fourth is worked by hand. */
export function testMechanism({ name, given = {}, neutral, cases }: MechanismCases): void {
  const without = withValues(council, given);

  describe(name, () => {
    test.each(Object.entries(neutral))("%s: changes nothing, to the bit", async (_, values) => {
      const [before, after] = [await runProduct(without), await runProduct(withValues(without, values))];
      expect(after.tallies).toEqual(before.tallies);
    });

    test.each(cases)("$what: moves just its own lines and measures", async ({ values, lines, measures }) => {
      const [before, after] = [await runProduct(without), await runProduct(withValues(without, values))];
      expect(lineNames.filter((line) => differs(before, after, itemsOfLine(line))).sort()).toEqual(
        [...lines].sort(),
      );
      expect(measureNames.filter((measure) => differs(before, after, [measure])).sort()).toEqual(
        [...measures].sort(),
      );
      const isOfBudgets = Object.keys(values).every((path) => path.startsWith("."));
      for (let draw = 0; isOfBudgets && draw < before.draws; draw++) {
        // Not to the bit: what arms have in common is added up as far as they go together.
        const was = tallyOf(before, draw, "contract");
        expect(tallyOf(after, draw, "contract").every((amount, at) => agree(amount, was[at]!, 0))).toBe(true);
      }
    });

    test.each(cases)("$what: agrees with the reference", async ({ values }) => {
      expect(differences(await studyOf(withValues(without, values)), 0)).toEqual([]);
    });
  });
}
