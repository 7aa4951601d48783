/** `inputs.csv`, the assumptions register: every input with its value or distribution and where it comes from. */

import { dottedPath, isWithin } from "../faults/keyPath.js";
import type { Leaf } from "../inputs/faceted.js";
import type { StudyInput } from "../inputs/split.js";
import { type Distribution, distributionWords, mean, quantile } from "../quantity/distribution.js";
import { formatFinancialYear } from "../quantity/financialYear.js";
import type { Structure, Study } from "../scenario/study.js";
import type { Column, RowOf } from "../table/column.js";
import { type Table, tableOf } from "../table/table.js";
import { drawnWith } from "./drawnWith.js";
import { citation, type Evidence, type EvidenceRow } from "./evidence.js";

const optional = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "string", meaning, optional: true }) as const;
const number = <const Name extends string>(name: Name, meaning: string) =>
  ({ name, type: "number", meaning, optional: true }) as const;

const inputsColumns = [
  { name: "scenario", type: "string", meaning: "The scenario's name." },
  {
    name: "path",
    type: "string",
    meaning: "Where the input stands in the scenario; what --set and --vary take.",
  },
  { name: "label", type: "string", meaning: "What the input means." },
  number("value", "The number, as stated; empty where a distribution is given."),
  optional(
    "distribution",
    "The distribution, and the inputs it is drawn with: by rows of a table, or correlated. Empty where a number is given.",
  ),
  optional("across", "What a distribution varies across: draws, sites or people."),
  number("mean", "Mean, in the input's unit and price year."),
  number("p2_5", "Low end of the distribution's central 95% interval."),
  number("p97_5", "High end of the distribution's central 95% interval."),
  { name: "unit", type: "string", meaning: "Unit of the input." },
  optional(
    "price_year",
    "Price year an amount of money is stated in; results are uprated to the scenario's.",
  ),
  optional("source", "The evidence row cited, by id, or a citation."),
  optional("locator", "The source's title, publisher, year and the place in it."),
  optional("note", "Why this value; or that the scenario does not state it and the neutral value stands."),
  optional(
    "quality",
    "How good the evidence is: as the input says, or how near its source was read and whether any of it is an assumption.",
  ),
  optional("impact", "How much the results depend on it."),
  optional("owner", "Who answers for it."),
  optional("date", "When it was last looked at."),
] as const satisfies readonly Column[];

export type InputRow = RowOf<typeof inputsColumns>;

/** What is noted of an input that the scenario does not state. */
export const neutralNote = "not stated: the neutral value stands";

/**
 * The register of a study's assumptions: a row an input, in the scenario's order. Values are as stated, before uprating
 * to the scenario's price year. What a structure states differently follows, under the path of its setting.
 * Where `source` is the id of an evidence row, `locator` cites that row's source.
 *
 * @example inputsTable(uncertainStudy, evidence).rows.filter((row) => row.distribution !== undefined).length // 3
 */
export function inputsTable(study: Study, evidence: Evidence): Table<InputRow> {
  const own = study.inputs.slice(0, study.ownInputs);
  const rows = [
    ...own.map((input): InputRow => registerRow(study, input, evidence, own)),
    ...(study.structures ?? []).flatMap((structure) => structureRows(study, structure, evidence)),
  ];
  return tableOf({
    name: "inputs",
    meaning: "One input of the scenario.",
    columns: inputsColumns,
    rows,
  });
}

/** The inputs that a structure states differently from the scenario, each under the setting that does so. */
function structureRows(study: Study, structure: Structure, evidence: Evidence): readonly InputRow[] {
  const settings = Object.keys(structure.set);
  const members = structure.inputs.map((at) => study.inputs[at]!);
  return structure.inputs.flatMap((at): readonly InputRow[] => {
    if (at < (study.ownInputs ?? study.inputs.length)) return [];
    const input = study.inputs[at]!;
    const setting = settings.find((path) => isWithin(input.path, path));
    const above = ["structures", structure.name, "set"];
    const path =
      setting === undefined
        ? dottedPath([...above, input.path])
        : `${dottedPath([...above, setting])}${input.path.slice(setting.length)}`;
    return [{ ...registerRow(study, input, evidence, members), path }];
  });
}

function registerRow(
  study: Study,
  input: StudyInput,
  evidence: Evidence,
  among: readonly StudyInput[],
): InputRow {
  const { leaf } = input;
  const { provenance, distribution } = leaf;
  const cited = provenance.source === undefined ? undefined : evidence.get(provenance.source);
  const { register } = study.scenario;
  const locators = [cited === undefined ? "" : citation(cited), provenance.locator ?? ""].filter(
    (part) => part !== "",
  );
  return {
    scenario: study.name,
    path: input.path,
    label: labelOf(input),
    value: leaf.value,
    distribution:
      distribution === undefined
        ? undefined
        : [distributionWords(distribution), ...drawnWith(study, input, among)].join("; "),
    across: distribution === undefined ? undefined : leaf.across,
    ...spread(leaf.value, distribution),
    unit: leaf.spec.unit,
    price_year: provenance.price_year,
    source: provenance.source,
    locator: locators.length === 0 ? undefined : locators.join("; "),
    note: provenance.note ?? (input.stated ? undefined : neutralNote),
    quality: provenance.quality ?? (input.stated ? qualityWords(provenance, cited) : undefined),
    impact: provenance.impact,
    owner: provenance.owner ?? (input.stated ? register.owner : undefined),
    date: provenance.date ?? (input.stated ? register.date : undefined),
  };
}

/** How near the figure's source was read, where an input does not say how good its evidence is. */
const qualityOfStatus: Readonly<Record<string, string>> = {
  document: "claimed in one of the documents examined",
  read: "read in the source itself",
  secondary: "as another source reports it",
};

/**
 * How good the evidence is, as far as the register can tell by itself: how near the source of a row of the evidence table was read,
 * and whether any of it is an assumption.
 */
function qualityWords(
  { source, note }: Leaf["provenance"],
  cited: EvidenceRow | undefined,
): string | undefined {
  const assumed = /\bassumption\b/i.test(note ?? "");
  if (source === undefined) return assumed ? "assumption" : undefined;
  const near = qualityOfStatus[cited?.status ?? ""] ?? "cited";
  return assumed ? `${near}; in part an assumption` : near;
}

/** What an input means; of a series by year also what holds between the years that are stated. */
function labelOf({ leaf, series }: StudyInput): string {
  const label = leaf.provenance.label ?? leaf.spec.description;
  if (series === undefined) return label;
  const between = series.between === "linear" ? "on a straight line to the next" : "until the next";
  return `${label.replace(/\.$/, "")}: in ${formatFinancialYear(series.year)}, ${between} year stated.`;
}

function spread(
  value: number | undefined,
  distribution: Distribution | undefined,
): Pick<InputRow, "mean" | "p2_5" | "p97_5"> {
  if (distribution === undefined) return { mean: value, p2_5: undefined, p97_5: undefined };
  return {
    mean: mean(distribution),
    p2_5: quantile(distribution, 0.025),
    p97_5: quantile(distribution, 0.975),
  };
}
