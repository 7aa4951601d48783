/** `why.csv`: the parts of a net cost as a table that a waterfall can be drawn from. */

import { type MechanismGroup, mechanismGroupNames, mechanismGroups } from "../../mechanisms/group.js";
import { moments } from "../../results/moments.js";
import { randomisationOfDraws } from "../../results/runResult.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import type { Column, RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import type { Why, WhyPlan } from "./why.js";

const whyColumns = [
  { name: "scenario", type: "string", meaning: "The scenario's name." },
  { name: "arm", type: "string", meaning: "The arm whose net cost is explained." },
  { name: "comparator", type: "string", meaning: "The baseline it is compared with." },
  {
    name: "perspective",
    type: "string",
    meaning: "Whose cost: council, nhs, public (both), society (all four payers), client, carer.",
  },
  {
    name: "mechanism",
    type: "string",
    meaning: "The mechanism, or net_cost for what they add up to.",
    allowed: [...mechanismGroupNames, "net_cost"],
  },
  { name: "label", type: "string", meaning: "The mechanism in words." },
  { name: "is_on", type: "boolean", meaning: "Whether the scenario has the mechanism switched on." },
  {
    name: "amount",
    type: "number",
    unit: "GBP",
    meaning:
      "Mean part of the net cost over the run, discounted, in whole pence: mechanisms add up to net_cost, payers to perspectives.",
  },
  { name: "mean", type: "number", unit: "GBP", meaning: "The same, not rounded." },
  {
    name: "sd",
    type: "number",
    unit: "GBP",
    meaning: "Standard deviation between draws; empty for a single draw.",
    optional: true,
  },
  {
    name: "mcse",
    type: "number",
    unit: "GBP",
    meaning: "Monte Carlo standard error of the mean; empty for fewer than ten draws.",
    optional: true,
  },
  {
    name: "order_se",
    type: "number",
    unit: "GBP",
    meaning: "Standard error of the mean from the orders sampled; 0 where all orders were counted.",
  },
  {
    name: "start",
    type: "number",
    unit: "GBP",
    meaning: "Where the mechanism's bar begins in a waterfall from 0 to the net cost.",
  },
  { name: "end", type: "number", unit: "GBP", meaning: "Where the bar ends." },
] as const satisfies readonly Column[];

export type WhyRow = Omit<RowOf<typeof whyColumns>, "mechanism"> & {
  readonly mechanism: MechanismGroup | "net_cost";
};

/** `why.csv`: a row for each perspective and mechanism, in the order of a waterfall, and one for what they add up to. */
export function whyTable(
  plan: WhyPlan,
  whys: readonly Why[],
  settings: Pick<RunSettings, "design">,
): Table<WhyRow> {
  const randomisationOf = randomisationOfDraws(settings);
  const rows = whys.flatMap(({ perspective, parts, net, netPence }): WhyRow[] => {
    const head = {
      scenario: plan.study.name,
      arm: plan.arm,
      comparator: plan.comparator,
      perspective,
    };
    let reached = 0;
    const bars = parts.map((part): WhyRow => {
      const start = reached;
      reached += part.pence;
      return {
        ...head,
        mechanism: part.mechanism,
        label: mechanismGroups[part.mechanism],
        is_on: part.isOn,
        amount: part.pence / 100,
        ...moments(part.values, randomisationOf),
        order_se: part.orderError,
        start: start / 100,
        end: reached / 100,
      };
    });
    const total: WhyRow = {
      ...head,
      mechanism: "net_cost",
      label: "Net cost",
      is_on: true,
      amount: netPence / 100,
      ...moments(net, randomisationOf),
      order_se: 0,
      start: 0,
      end: netPence / 100,
    };
    return [...bars, total];
  });
  return tableOf({
    name: "why",
    meaning: "One mechanism's part of the net cost, by arm and perspective.",
    columns: whyColumns,
    rows,
  });
}
