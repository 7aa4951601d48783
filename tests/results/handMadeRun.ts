/** A real study with tallies written by hand, so that tables can be checked against sums done on paper. */
import { type LineName, ledgerItem, type Payer } from "../../src/accounts/lines.js";
import type { MeasureName } from "../../src/accounts/measures.js";
import { tallyLayout, tallyOffset } from "../../src/ledger/tally.js";
import { measureItem } from "../../src/results/metrics.js";
import { settingsOf } from "../../src/results/runOptions.js";
import type { RunResult } from "../../src/results/runResult.js";
import { parseScenario } from "../../src/scenario/parseScenario.js";
import type { Study } from "../../src/scenario/study.js";

/** Two arms, one group, one site, one need level; the years and envelopes are for the test to state. */
export async function smallStudy(stated: Readonly<Record<string, unknown>> = {}): Promise<Study> {
  const parsed = await parseScenario(
    {
      afford: 1,
      title: "Small",
      start: "2011-04",
      horizon_years: 2,
      price_year: "2010/11",
      discounting: { money: { rate: 0.25 } },
      needs: ["some"],
      client_groups: { older_people: {} },
      sites: { town: {} },
      people: { existing_users: 10, need_mix: { by_need: { some: 1 } }, package_mean: 5 },
      contracts: { block: { price: 10 } },
      arms: { contract: {}, budget: { label: "Budgets" } },
      baseline: "contract",
      ...stated,
    },
    { name: "small" },
  );
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value.study;
}

export interface HandMadeRun {
  readonly result: RunResult;
  /** Puts an amount of a ledger line into one draw. */
  pay(at: {
    readonly draw: number;
    readonly arm: string;
    readonly group?: string;
    readonly period: string;
    readonly line: LineName;
    readonly payer: Payer;
    readonly cashable?: "yes" | "no";
    readonly gbp: number;
  }): void;
  /** Puts a measure into one draw. */
  count(at: {
    readonly draw: number;
    readonly arm: string;
    readonly group?: string;
    readonly period: string;
    readonly measure: MeasureName;
    readonly value: number;
  }): void;
}

export function handMadeRun(
  study: Study,
  draws: number,
  design: "random" | "latin_hypercube" = "random",
): HandMadeRun {
  const settings = settingsOf(study, { draws, design });
  const layout = tallyLayout(study, "groups");
  const tallies = new Float64Array(draws * layout.width);
  const put = (
    at: { readonly draw: number; readonly arm: string; readonly group?: string; readonly period: string },
    item: number,
    value: number,
  ): void => {
    const place = tallyOffset(
      layout,
      layout.arms.indexOf(at.arm),
      layout.slices.indexOf(at.group ?? "all"),
      layout.periods.indexOf(at.period),
    );
    tallies[at.draw * layout.width + place + item] = value;
  };
  return {
    result: { study, settings, layout, tallies, inputs: undefined, twins: new Float64Array(0) },
    pay: (at) => put(at, ledgerItem(at.line, at.payer, at.cashable ?? "yes"), at.gbp),
    count: (at) => put(at, measureItem(at.measure), at.value),
  };
}
