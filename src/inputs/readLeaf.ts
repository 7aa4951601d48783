/** Reads one stated number or distribution, with its provenance, and reports every fault in it. */
import { foundText } from "../faults/foundText.js";
import { type KeyFault, meaning, nearestOf, under, unknownKey } from "../faults/keyFault.js";
import {
  argumentForms,
  argumentKeys,
  type DistributionName,
  distributionNames,
  makeDistribution,
  support,
} from "../quantity/distribution.js";
import { parsePriceYear, yearMeant } from "../quantity/priceYear.js";
import { numberMeant, perCent } from "../table/numberText.js";
import {
  type Across,
  acrossWords,
  allowedRange,
  type Faceted,
  type Leaf,
  type ProvenanceKey,
  provenanceKeys,
  type QuantitySpec,
} from "./faceted.js";

/** Keys an input may have besides the arguments of its distribution. */
export const inputKeys = ["value", "distribution", "across", ...provenanceKeys];

const inRange = (spec: QuantitySpec, low: number, high: number): boolean =>
  (spec.min === undefined || low >= spec.min) &&
  (spec.max === undefined || high <= spec.max) &&
  (spec.aboveMin !== true || spec.min === undefined || low > spec.min || high !== low);

/** What an input says about itself besides its value. */
export function readProvenance(
  spec: QuantitySpec,
  map: Record<string, unknown>,
  path: readonly string[],
  faults: KeyFault[],
): Leaf["provenance"] {
  const told: Partial<Record<ProvenanceKey, string>> = {};
  for (const key of provenanceKeys) {
    const text = map[key];
    if (text === undefined) continue;
    if (typeof text !== "string" && typeof text !== "number") {
      faults.push({ path: [...path, key], code: "wrong_type", found: foundText(text), allowed: "a text" });
      continue;
    }
    told[key] = String(text);
  }
  if (told.unit !== undefined && told.unit !== spec.unit) {
    faults.push({
      path: [...path, "unit"],
      code: "not_allowed",
      found: foundText(told.unit),
      allowed: `"${spec.unit}", the unit of this input`,
    });
  }
  if (told.price_year !== undefined) {
    if (spec.money !== true) {
      faults.push({
        path: [...path, "price_year"],
        code: "not_allowed",
        found: foundText(told.price_year),
        allowed: "no price year: this input is not money",
      });
    } else if (parsePriceYear(told.price_year) === undefined) {
      faults.push({
        path: [...path, "price_year"],
        code: "not_allowed",
        found: foundText(told.price_year),
        allowed: 'a financial year such as "2010/11" or a calendar year such as 2010',
        ...meaning(yearMeant(told.price_year)),
      });
    }
  }
  return told;
}

function readAcross(
  spec: QuantitySpec,
  map: Record<string, unknown>,
  path: readonly string[],
  faults: KeyFault[],
): Across {
  const across = "across" in map ? map.across : "draws";
  const allowed: readonly Across[] =
    spec.people === true ? acrossWords : acrossWords.filter((word) => word !== "people");
  if (allowed.includes(across as Across)) return across as Across;
  faults.push({
    path: [...path, "across"],
    code: "not_allowed",
    found: foundText(across),
    allowed: `${allowed.join(", ")}${spec.people === true ? "" : " (this input cannot differ between people)"}`,
  });
  return "draws";
}

/**
 * Faults in the arguments of a distribution, as they concern an input: the input's own keys are allowed too, and an
 * incomplete form is reported at the distribution.
 */
function distributionFaults(
  found: readonly KeyFault[],
  stated: Readonly<Record<string, unknown>>,
): readonly KeyFault[] {
  const name = stated.distribution as DistributionName;
  const [forms, argumentsOf] = distributionNames.includes(name)
    ? [argumentForms[name], argumentKeys[name]]
    : [[], []];
  const given = Object.keys(stated).filter((key) => key !== "distribution");
  const fitting = forms.filter((form) =>
    given.every((key) => form.includes(key) || !forms.flat().includes(key)),
  );
  const told = found.map((fault): KeyFault => {
    const key = String(fault.path[0] ?? "");
    if (fault.code === "unknown_key") return { ...fault, ...nearestOf(key, [...argumentsOf, ...inputKeys]) };
    if (fault.code === "inconsistent") return { ...fault, code: "bad_distribution" };
    if (fault.code !== "missing_key") return fault;
    const what = `${name} with ${given.join(", ") || "nothing"}`;
    // If several forms could be meant, no single key is the missing one.
    if (fitting.length > 1) return { ...fault, path: [], code: "bad_distribution", found: what };
    return { ...fault, found: what };
  });
  // A key that is missing because it is misspelt is reported once, as the misspelling.
  const isMisspelt = told.some(({ nearest }) => nearest !== undefined && forms.flat().includes(nearest));
  return told.filter((_, at) => !(isMisspelt && found[at]!.code === "missing_key"));
}

/** Reads `{ value, … }` or `{ distribution, … }`; undefined if there was a fault. */
export function readInputMap(
  spec: QuantitySpec,
  map: Record<string, unknown>,
  path: readonly string[],
  faults: KeyFault[],
): Faceted | undefined {
  const before = faults.length;
  const provenance = readProvenance(spec, map, path, faults);
  if ("value" in map) {
    for (const key of Object.keys(map)) {
      if (!inputKeys.includes(key) || key === "distribution" || key === "across") {
        const allowed = `value with ${provenanceKeys.join(", ")}; a distribution goes without "value"`;
        faults.push(unknownKey([...path, key], inputKeys, allowed));
      }
    }
    const leaf = readNumber(spec, map.value, [...path, "value"], faults);
    if (leaf === undefined || faults.length > before) return undefined;
    return { leaf: { ...leaf, provenance } };
  }
  const across = readAcross(spec, map, path, faults);
  const stated: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(map)) {
    if (key !== "across" && !(provenanceKeys as readonly string[]).includes(key)) stated[key] = given;
  }
  const made = makeDistribution(stated);
  if ("faults" in made) {
    faults.push(...distributionFaults(made.faults, stated).map((fault) => under(path, fault)));
    return undefined;
  }
  const distribution = made.value;
  if (
    distribution.name === "dirichlet" &&
    (spec.parts !== true || path.length === 0 || across === "people")
  ) {
    faults.push({
      path: [...path, "distribution"],
      code: "bad_distribution",
      found: "dirichlet",
      allowed: "a distribution of one number; dirichlet is for the shares of a split that add up to 1",
    });
    return undefined;
  }
  const [low, high] = support(distribution);
  if (!inRange(spec, low, high)) {
    faults.push({
      path: [...path, "distribution"],
      code: "out_of_range",
      found: `${String(map.distribution)} that reaches from ${low} to ${high}`,
      allowed: `a distribution within the range of this input, ${allowedRange(spec)}${
        distribution.name === "normal" ? "; cut a normal off with truncate_low and truncate_high" : ""
      }`,
    });
  }
  if (faults.length > before) return undefined;
  return { leaf: { spec, value: undefined, distribution, across, provenance } };
}

/** Whether a number out of range looks like a percentage of one that is in range: 35 for a share. */
const isPerCent = (spec: QuantitySpec, number: number): boolean =>
  Math.abs(number) >= 2 &&
  Math.abs(number) <= 100 &&
  Math.max(Math.abs(spec.min ?? 2), Math.abs(spec.max ?? 1)) <= 1 &&
  inRange(spec, number / 100, number / 100);

/** Reads a number within the range of its field; undefined if there was a fault. */
export function readNumber(
  spec: QuantitySpec,
  node: unknown,
  path: readonly string[],
  faults: KeyFault[],
): Leaf | undefined {
  if (typeof node !== "number") {
    const meant = typeof node === "string" ? numberMeant(node) : undefined;
    const isAllowed = meant !== undefined && inRange(spec, Number(meant), Number(meant));
    const nearest = isAllowed ? { nearest: meant } : {};
    faults.push({
      path,
      code: "wrong_type",
      found: foundText(node),
      allowed: allowedRange(spec),
      ...nearest,
    });
    return undefined;
  }
  if (!Number.isFinite(node) || !inRange(spec, node, node)) {
    const nearest = isPerCent(spec, node) ? { nearest: perCent(node) } : {};
    faults.push({ path, code: "out_of_range", found: String(node), allowed: allowedRange(spec), ...nearest });
    return undefined;
  }
  return { spec, value: node, distribution: undefined, across: "draws", provenance: {} };
}
