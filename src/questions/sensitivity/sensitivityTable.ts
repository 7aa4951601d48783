/** `sensitivity.csv`: every estimate of a sensitivity analysis as a row of its own. */

import type { SobolIndex } from "../../decision/sobolIndices.js";
import type { Study } from "../../scenario/study.js";
import { type Column, emptyCells, type RowOf } from "../../table/column.js";
import { type Table, tableOf } from "../../table/table.js";
import { firstAtPath, learntAs, structureFactor } from "./factors.js";
import type { SobolFactor } from "./saltelliDesign.js";
import type { Sensitivity, SensitivityOptions } from "./sensitivity.js";

const number = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "number", meaning, optional: true }) as const;
const pounds = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "number", unit: "GBP", meaning, optional: true }) as const;
const text = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "string", meaning, optional: true }) as const;

const sensitivityColumns = [
  { name: "scenario", type: "string", meaning: "The scenario's name." },
  {
    name: "analysis",
    type: "string",
    meaning:
      "base (net cost with every input at base), tornado (change of net cost from the input's 5th to its 95th percentile), " +
      "sobol_first_order and sobol_total (shares of the variance of net cost, by Saltelli's design), variance_known (expected reduction in " +
      "variance: the share of the variance of net cost that knowing the input would remove, by the regression of evppi), evpi, evppi.",
    allowed: ["base", "tornado", "sobol_first_order", "sobol_total", "variance_known", "evpi", "evppi"],
  },
  text("arm", "Arm whose net cost it is; for evpi the arm chosen without more information."),
  text(
    "comparator",
    "The arm net cost is measured from; empty for evpi and evppi, which choose between all arms.",
  ),
  { name: "perspective", type: "string", meaning: "Whose cost." },
  {
    name: "threshold",
    type: "number",
    unit: "GBP per unit of effect",
    meaning: "At which information is valued; 0 counts cost alone.",
    optional: true,
  },
  text("effect", "What is valued at the threshold; empty where cost alone counts."),
  {
    name: "name",
    type: "string",
    meaning: "The input's path, or the name of a group, all other inputs, or chance.",
  },
  {
    name: "kind",
    type: "string",
    meaning:
      "input; group (moved or learnt together); rest (the inputs without a row of their own); structure (which of the " +
      "scenario's holds; tornado: from that of the lowest net cost to that of the highest); chance (luck of people and sites); all.",
    allowed: ["input", "group", "rest", "structure", "chance", "all"],
  },
  text("members", "Paths of a group's or the rest's inputs, separated by spaces."),
  { name: "unit", type: "string", meaning: "Unit of the estimate." },
  number("estimate", "The estimate."),
  number("standard_error", "Its Monte Carlo standard error."),
  number("low", "Low end of its 95% interval (estimate less 1.96 standard errors)."),
  number("high", "High end of its 95% interval."),
  number("input_at_p5", "Tornado: the input at its 5th percentile, money in the scenario's price year."),
  number("input_at_p95", "Tornado: the input at its 95th percentile, likewise."),
  text("input_unit", "Tornado: the input's unit."),
  pounds("outcome_at_p5", "Tornado: net cost with the input at its 5th percentile."),
  pounds("outcome_at_p95", "Tornado: net cost with the input at its 95th percentile."),
  pounds("base_outcome", "Tornado: net cost with every input at base."),
  number("share_of_evpi", "Evppi as a share of evpi."),
] as const satisfies readonly Column[];

export type SensitivityRow = RowOf<typeof sensitivityColumns>;

const empty = emptyCells(sensitivityColumns);

const within = (estimate: number, standardError: number) => ({
  estimate,
  standard_error: standardError,
  low: estimate - 1.96 * standardError,
  high: estimate + 1.96 * standardError,
});

/** The rows of an analysis: net cost at base, tornado, variance shares by arm, then the value of information by threshold. */
export function sensitivityTable(
  study: Study,
  options: SensitivityOptions,
  found: Sensitivity,
): Table<SensitivityRow> {
  const shared = { ...empty, scenario: study.name, perspective: options.perspective };
  const comparator = study.arms[study.baseline]!;
  const rows = [
    ...found.arms.flatMap((arm) => {
      const ofArm = { ...shared, arm: arm.arm, comparator };
      return [
        baseRow(ofArm, arm),
        ...tornadoRows(study, ofArm, arm),
        ...varianceRows(study, ofArm, arm, found.factors),
        ...knownRows(ofArm, arm),
      ];
    }),
    ...informationRows(shared, options, found),
  ];
  return tableOf({
    name: "sensitivity",
    meaning:
      "A figure of one input or group of inputs: one way, as a share of variance, or as value of information.",
    columns: sensitivityColumns,
    rows,
  });
}

/** What all rows of a kind have in common. */
type Shared = typeof empty & Pick<SensitivityRow, "scenario" | "perspective">;
type SharedByArm = Omit<Shared, "arm" | "comparator"> & Pick<SensitivityRow, "arm" | "comparator">;
type ArmFound = Sensitivity["arms"][number];

const baseRow = (shared: SharedByArm, { base }: ArmFound): SensitivityRow => ({
  ...shared,
  analysis: "base",
  name: "all",
  kind: "all",
  unit: "GBP",
  ...within(base.mean, base.mcse),
});

function tornadoRows(
  study: Study,
  shared: SharedByArm,
  { base, tornado }: ArmFound,
): readonly SensitivityRow[] {
  const unitOf = new Map(study.inputs.map((input) => [learntAs(input), input.leaf.spec.unit]));
  return tornado.map((bar) => ({
    ...shared,
    analysis: "tornado",
    name: bar.input,
    kind: bar.input === structureFactor ? "structure" : "input",
    unit: "GBP",
    ...within(bar.change, bar.changeMcse),
    input_at_p5: bar.inputAtP5,
    input_at_p95: bar.inputAtP95,
    input_unit: unitOf.get(bar.input),
    outcome_at_p5: bar.outcomeAtP5,
    outcome_at_p95: bar.outcomeAtP95,
    base_outcome: base.mean,
  }));
}

function varianceRows(
  study: Study,
  shared: SharedByArm,
  { sobol = [] }: ArmFound,
  factors: Sensitivity["factors"],
): readonly SensitivityRow[] {
  return (
    [
      ["sobol_first_order", "firstOrder"],
      ["sobol_total", "total"],
    ] as const
  ).flatMap(([analysis, read]) =>
    sobol.map((row, index): SensitivityRow => {
      const factor = factors[index]!;
      return {
        ...shared,
        analysis,
        name: factor.name,
        kind: factor.kind,
        members: membersOf(study, factor),
        unit: "share of variance",
        ...indexCells(row[read]),
      };
    }),
  );
}

function knownRows(shared: SharedByArm, { varianceKnown }: ArmFound): readonly SensitivityRow[] {
  return varianceKnown.map(({ name, kind, paths, share, standardError }) => ({
    ...shared,
    analysis: "variance_known",
    name,
    kind,
    members: kind === "group" ? paths.join(" ") : undefined,
    unit: "share of variance",
    ...within(share, standardError),
  }));
}

function informationRows(
  shared: Shared,
  options: SensitivityOptions,
  { evpi, information }: Sensitivity,
): readonly SensitivityRow[] {
  const perfect = evpi.map(
    ({ thresholdGbp, optimalArm, evpiGbp, mcse }): SensitivityRow => ({
      ...shared,
      ...valuedAt(thresholdGbp, options),
      analysis: "evpi",
      arm: optimalArm,
      name: "all",
      kind: "all",
      unit: "GBP",
      ...within(evpiGbp, mcse),
    }),
  );
  const partial = information.map(
    (row): SensitivityRow => ({
      ...shared,
      ...valuedAt(row.thresholdGbp, options),
      analysis: "evppi",
      name: row.name,
      kind: row.kind,
      members: row.kind === "group" ? row.paths.join(" ") : undefined,
      unit: "GBP",
      ...within(row.evppi, row.standardError),
      share_of_evpi: row.shareOfEvpi,
    }),
  );
  return [...perfect, ...partial];
}

const valuedAt = (thresholdGbp: number, options: SensitivityOptions) => ({
  threshold: thresholdGbp,
  effect: thresholdGbp === 0 ? undefined : options.effect,
});

const indexCells = ({ estimate, standardError, low, high }: SobolIndex) => ({
  estimate,
  standard_error: standardError,
  low,
  high,
});

function membersOf(study: Study, { kind, inputs }: SobolFactor): string | undefined {
  if (kind !== "group" && kind !== "rest") return undefined;
  return firstAtPath(study, inputs)
    .map((input) => learntAs(study.inputs[input]!))
    .join(" ");
}
