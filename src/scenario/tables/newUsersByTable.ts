/**
 * New users at sites for which a table gives users but no new users. The scenario's own number belongs to its own users, so
 * each site gets as many new users per user as the scenario has.
 */
import { dottedPath } from "../../faults/keyPath.js";
import { inputMean } from "../../inputs/inputMean.js";
import { inputAt, inputsOf, type Split, type StudyInput, undividedAt } from "../../inputs/split.js";
import type { TableTarget } from "./siteTableInputs.js";
import type { SuppliedInput } from "./suppliedInputs.js";

const usersPath = ["people", "existing_users"];
const newUsersPath = ["people", "new_users_a_year"];

/** @param supplied what the table gives otherwise */
export function newUsersByTable(
  target: TableTarget,
  supplied: readonly SuppliedInput[],
): readonly SuppliedInput[] {
  const { scenario, bound, inputs } = target;
  const inflow = bound.people.new_users_a_year;
  if (inflow === "steady" || !target.hasOwn(usersPath)) return [];
  const isOf = (one: SuppliedInput, path: readonly string[]) => dottedPath(one.path) === dottedPath(path);
  const keyOf = ({ site, group }: SuppliedInput) => `${site}/${group}`;
  const stated = new Set(supplied.filter((one) => isOf(one, newUsersPath)).map(keyOf));
  return supplied.flatMap((one): SuppliedInput[] => {
    if (!isOf(one, usersPath) || one.group === undefined || stated.has(keyOf(one))) return [];
    const region = scenario.sites[one.site]?.region;
    if (region === undefined || !hasPart(inflow, one) || !hasPart(bound.people.existing_users, one))
      return [];
    const at = { site: one.site, region, client_group: one.group };
    const field = undividedAt(inflow, at);
    const users = inputMean(inputs[inputAt(bound.people.existing_users, at)]!);
    const first = inputs[inputsOf(field)[0]!]!;
    if (!first.stated || ("input" in field && first.leaf.value === 0) || !(users > 0)) return [];
    const ratio = one.leaf.value! / users;
    const locator = `the scenario's × ${Number(ratio.toPrecision(4))}, for ${one.leaf.value} users where it has ${users}`;
    const scaled = { ...one, path: newUsersPath, ...scaledBy(first, ratio, locator) };
    if ("input" in field) return [scaled];
    const years = field.years.map(({ year, input }) => ({
      year,
      ...scaledBy(inputs[input]!, ratio, locator),
    }));
    return [{ ...scaled, series: { years, between: field.between } }];
  });
}

/** An input times a ratio, with the reason among its papers. */
function scaledBy(
  { leaf }: StudyInput,
  ratio: number,
  locator: string,
): Pick<SuppliedInput, "leaf" | "uprating"> {
  const told = { ...leaf, provenance: { ...leaf.provenance, locator } };
  return leaf.value === undefined
    ? { leaf: told, uprating: ratio }
    : { leaf: { ...told, value: leaf.value * ratio }, uprating: 1 };
}

/** Whether a field has a number there: a split by site need not know the table's sites. */
function hasPart(split: Split, { site, group }: SuppliedInput): boolean {
  if (!("by" in split)) return true;
  const name = split.by === "site" ? site : split.by === "client_group" ? (group ?? "") : undefined;
  const part = name === undefined ? split.otherwise : (split.of[name] ?? split.otherwise);
  return part !== undefined && hasPart(part, { site, group } as SuppliedInput);
}
