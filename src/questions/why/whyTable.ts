/** `why.csv`: the parts of a net cost as a table that a waterfall can be drawn from. */

import { type MechanismGroup, mechanismGroupNames, mechanismGroups } from "../../mechanisms/group.js";
import { moments } from "../../results/moments.js";
import { groupsOfDraws } from "../../results/runResult.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import type { Column, RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import { contractKindLabels, contractKinds } from "./contractParts.js";
import type { Why, WhyPart } from "./why.js";
import type { WhyPlan } from "./whyPlan.js";

const contractRowNames = contractKinds.map((kind) => `contracts_${kind}` as const);

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
    allowed: [...mechanismGroupNames, ...contractRowNames, "net_cost"],
  },
  {
    name: "part_of",
    type: "string",
    meaning:
      "Empty for the mechanisms, which add up to net_cost. Contracts also stand apart by kind of cost: these rows add up to the " +
      "row contracts, which they name.",
    allowed: ["contracts"],
    optional: true,
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
    meaning:
      "Standard error of the mean from the orders sampled; 0 where all orders were counted, empty for fewer than 20.",
    optional: true,
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
  readonly mechanism: MechanismGroup | (typeof contractRowNames)[number] | "net_cost";
};

/**
 * `why.csv`: a row for each perspective and mechanism, in the order of a waterfall, and one for what they add up to; after the
 * contracts, their part told apart.
 */
export function whyTable(
  plan: WhyPlan,
  whys: readonly Why[],
  settings: Pick<RunSettings, "design">,
): Table<WhyRow> {
  const groups = groupsOfDraws(settings);
  const rows = whys.flatMap(({ perspective, parts, contractParts, net, netPence }): WhyRow[] => {
    const head = {
      scenario: plan.study.name,
      arm: plan.arm,
      comparator: plan.comparator,
      perspective,
    };
    let reached = 0;
    const row = (
      names: Pick<WhyRow, "mechanism" | "part_of" | "label" | "is_on">,
      { pence, values, orderError }: Pick<WhyPart, "pence" | "values" | "orderError">,
      start: number,
    ): WhyRow => ({
      ...head,
      ...names,
      amount: pence / 100,
      ...moments(values, groups),
      order_se: orderError,
      start: start / 100,
      end: (start + pence) / 100,
    });
    const bars = parts.flatMap((part): WhyRow[] => {
      const start = reached;
      reached += part.pence;
      const { mechanism, isOn } = part;
      const whole = row(
        { mechanism, part_of: undefined, label: mechanismGroups[mechanism], is_on: isOn },
        part,
        start,
      );
      if (mechanism !== "contracts") return [whole];
      let within = start;
      const apart = contractParts.map((one): WhyRow => {
        const from = within;
        within += one.pence;
        const names = { mechanism: `contracts_${one.kind}`, part_of: "contracts" } as const;
        return row({ ...names, label: contractKindLabels[one.kind], is_on: isOn }, one, from);
      });
      return [whole, ...apart];
    });
    const total: WhyRow = {
      ...head,
      mechanism: "net_cost",
      part_of: undefined,
      label: "Net cost",
      is_on: true,
      amount: netPence / 100,
      ...moments(net, groups),
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
