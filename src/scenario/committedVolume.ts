/**
 * Warns where contracts are for far more than anybody uses: a volume is in units a week, and one of a month or a year strands most of
 * it from the first day, in every arm alike.
 */
import { keysOf } from "../faults/keyPath.js";
import type { KeyWarning } from "../faults/warning.js";
import { inputMean } from "../inputs/inputMean.js";
import {
  amountAt,
  type Bound,
  type Coordinates,
  inputsReachedAt,
  type Split,
  type StudyInput,
} from "../inputs/split.js";
import type { ScenarioFile } from "./schema/scenarioSchema.js";

/** How many times existing users' packages a committed volume must be to draw a warning. */
const toldFrom = 2;

const rounded = (units: number): string => String(Number(units.toPrecision(3)));

/**
 * A warning for each client group whose contracts' stated volumes come to more than twice its existing users' expected packages at
 * some site.
 *
 * @param firstYear calendar year that the run's first financial year starts in
 */
export function committedVolumeWarnings(
  { sites, client_groups, needs }: ScenarioFile,
  bound: Bound<ScenarioFile>,
  inputs: readonly StudyInput[],
  firstYear: number,
): readonly KeyWarning[] {
  const { existing_users: users, need_mix: mix, package_mean: packages } = bound.people;
  return Object.keys(client_groups).flatMap((client_group): readonly KeyWarning[] => {
    for (const [site, { region }] of Object.entries(sites)) {
      const at: Coordinates = { site, region, client_group, year: firstYear };
      const expected = (split: Split, more: Coordinates = {}): number =>
        amountAt(split, { ...at, ...more }, (index) => inputMean(inputs[index]!));
      const volumes = Object.values(bound.contracts).flatMap(({ volume }) =>
        volume === undefined ? [] : [volume],
      );
      const committed = volumes.reduce((sum, volume) => sum + expected(volume), 0);
      const each = needs.reduce(
        (sum, need) => sum + expected(mix, { need }) * expected(packages, { need }),
        0,
      );
      const used = expected(users) * each;
      if (!(used > 0) || committed <= toldFrom * used) continue;
      const largest = volumes.toSorted((one, other) => expected(other) - expected(one))[0]!;
      const [input] = inputsReachedAt(largest, at);
      return [
        {
          path: keysOf(inputs[input!]!.path),
          code: "unusual_number",
          found:
            `contracts for ${rounded(committed)} units a week of ${client_group} at ${site}, where existing users' packages come to ` +
            rounded(used),
          advice: "a volume is in units a week; what is bound and not used is stranded from the first month",
        },
      ];
    }
    return [];
  });
}
