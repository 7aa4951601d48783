/** Probable slips in a sound scenario: numbers hardly ever seen in their field, names that cannot be told apart. */
import { keysOf } from "../faults/keyPath.js";
import type { KeyWarning } from "../faults/warning.js";
import { inputMean } from "../inputs/inputMean.js";
import type { StudyInput } from "../inputs/split.js";
import { usualRange } from "../inputs/usualRange.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";

const shown = (value: number): string => String(Number(value.toPrecision(6)));

/** The warning for a number, or a distribution's mean, outside its field's usual range. */
function unusualNumber({ path, leaf, stated }: StudyInput): KeyWarning | undefined {
  const range = stated ? usualRange(leaf.spec) : undefined;
  if (range === undefined) return undefined;
  const value = inputMean({ leaf });
  if (value >= range.low && value <= range.high) return undefined;
  // More than once a day is how a scenario says "at once": nobody takes that for a per cent.
  if (leaf.spec.unit === "per year" && value >= 365) return undefined;
  const perCent = value / 100;
  const meant =
    perCent >= range.low && perCent <= range.high ? `; ${shown(perCent)} if per cent was meant` : "";
  const { unit } = leaf.spec;
  const what = leaf.distribution === undefined ? shown(value) : `a mean of ${shown(value)}`;
  return {
    path: keysOf(path),
    code: "unusual_number",
    found: `${what} (${unit})`,
    advice: `${shown(range.low)} to ${shown(range.high)} is usual here${meant}`,
  };
}

/** Sites or arms that a screen could not tell apart, because two have one label. */
function sameLabels(kind: "sites" | "arms", scenario: ScenarioFile): readonly KeyWarning[] {
  const first = new Map<string, string>();
  const found: KeyWarning[] = [];
  for (const [name, part] of Object.entries(scenario[kind])) {
    const label = part.label?.trim() ?? name;
    const other = first.get(label);
    if (other === undefined) first.set(label, name);
    else {
      found.push({
        path: [kind, name, "label"],
        code: "same_label",
        found: `"${label}", as ${other} is called`,
        advice: "a label of its own tells the two apart on screens and in tables",
      });
    }
  }
  return found;
}

/**
 * The likely slips in a scenario that is otherwise sound. They are warnings: everything here can be run.
 *
 * @example
 * const { study } = (await parseScenario(`${text}life_course: { death: 12 }`)).value;
 * likelySlips(study.scenario, study.inputs)
 * // [{ path: ["life_course", "death"], code: "unusual_number", … }]
 */
export function likelySlips(scenario: ScenarioFile, inputs: readonly StudyInput[]): readonly KeyWarning[] {
  return [
    ...inputs.flatMap((input) => unusualNumber(input) ?? []),
    ...sameLabels("sites", scenario),
    ...sameLabels("arms", scenario),
  ];
}
