/** Reads one stated number or distribution, with its provenance, and tells every fault in it. */
import type { ArgumentFault } from "../faults/argumentFault.js";
import type { FaultCode } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { nearestName } from "../faults/nearestName.js";
import {
  argumentForms,
  argumentKeys,
  type DistributionName,
  distributionNames,
  makeDistribution,
  support,
} from "../quantity/distribution.js";
import { parsePriceYear } from "../quantity/priceYear.js";
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

/** What is wrong at a place within a field. */
export interface FieldFault {
  readonly path: readonly string[];
  readonly code: FaultCode;
  readonly found: string;
  readonly allowed: string;
  readonly nearest?: string;
}

/** Keys that tell of an input beside the arguments of its distribution. */
export const inputKeys = ["value", "distribution", "across", ...provenanceKeys];

const inRange = (spec: QuantitySpec, low: number, high: number): boolean =>
  (spec.min === undefined || low >= spec.min) &&
  (spec.max === undefined || high <= spec.max) &&
  (spec.aboveMin !== true || spec.min === undefined || low > spec.min || high !== low);

function readProvenance(
  spec: QuantitySpec,
  map: Record<string, unknown>,
  path: readonly string[],
  faults: FieldFault[],
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
      });
    }
  }
  return told;
}

function readAcross(
  spec: QuantitySpec,
  map: Record<string, unknown>,
  path: readonly string[],
  faults: FieldFault[],
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

/** Faults in the arguments of a distribution, with the nearest argument or distribution for a misspelling. */
function distributionFaults(
  found: readonly ArgumentFault[],
  stated: Readonly<Record<string, unknown>>,
): readonly FieldFault[] {
  const name = stated.distribution as DistributionName;
  const [forms, argumentsOf] = distributionNames.includes(name)
    ? [argumentForms[name], argumentKeys[name]]
    : [[], []];
  const given = Object.keys(stated).filter((key) => key !== "distribution");
  const fitting = forms.filter((form) =>
    given.every((key) => form.includes(key) || !forms.flat().includes(key)),
  );
  const nearestOf = (fault: ArgumentFault): string | undefined => {
    if (fault.code === "unknown_key") return nearestName(fault.key, [...argumentsOf, ...inputKeys]);
    return forms.length === 0 ? nearestName(String(name), distributionNames) : undefined;
  };
  const codeOf = (fault: ArgumentFault): FaultCode => {
    if (fault.code === "inconsistent") return "bad_distribution";
    // Where several forms could be meant, no one key is the missing one.
    if (fault.code === "missing_key" && fitting.length > 1) return "bad_distribution";
    return fault.code === "out_of_range" && forms.length === 0 ? "unknown_name" : fault.code;
  };
  const meant = found.map(nearestOf);
  return found.flatMap((fault, index): readonly FieldFault[] => {
    const isMissing = fault.code === "missing_key";
    // A key that is missing because it is misspelt is told once, as the misspelling.
    if (isMissing && meant.some((word) => word !== undefined && forms.flat().includes(word))) return [];
    const nearest = meant[index];
    const code = codeOf(fault);
    return [
      {
        path: fault.key !== "" && (fault.key in stated || code === "missing_key") ? [fault.key] : [],
        code,
        found: isMissing ? `${name} with ${given.join(", ") || "nothing"}` : fault.found,
        allowed: fault.allowed,
        ...(nearest === undefined ? {} : { nearest }),
      },
    ];
  });
}

/** Reads `{ value, … }` or `{ distribution, … }`; undefined where a fault was told. */
export function readInputMap(
  spec: QuantitySpec,
  map: Record<string, unknown>,
  path: readonly string[],
  faults: FieldFault[],
): Faceted | undefined {
  const before = faults.length;
  const provenance = readProvenance(spec, map, path, faults);
  if ("value" in map) {
    for (const key of Object.keys(map)) {
      if (!inputKeys.includes(key) || key === "distribution" || key === "across") {
        const nearest = nearestName(key, inputKeys);
        faults.push({
          path: [...path, key],
          code: "unknown_key",
          found: key,
          allowed: `value with ${provenanceKeys.join(", ")}; a distribution goes without "value"`,
          ...(nearest === undefined ? {} : { nearest }),
        });
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
    const told = distributionFaults(made.faults, stated);
    faults.push(...told.map((fault) => ({ ...fault, path: [...path, ...fault.path] })));
    return undefined;
  }
  if (
    made.distribution.name === "dirichlet" &&
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
  const [low, high] = support(made.distribution);
  if (!inRange(spec, low, high)) {
    faults.push({
      path: [...path, "distribution"],
      code: "out_of_range",
      found: `${String(map.distribution)} that reaches from ${low} to ${high}`,
      allowed: `a distribution within the range of this input, ${allowedRange(spec)}${
        made.distribution.name === "normal" ? "; cut a normal off with truncate_low and truncate_high" : ""
      }`,
    });
  }
  if (faults.length > before) return undefined;
  return { leaf: { spec, value: undefined, distribution: made.distribution, across, provenance } };
}

/** Reads a number within the range of its field; undefined where a fault was told. */
export function readNumber(
  spec: QuantitySpec,
  node: unknown,
  path: readonly string[],
  faults: FieldFault[],
): Leaf | undefined {
  if (typeof node !== "number") {
    faults.push({ path, code: "wrong_type", found: foundText(node), allowed: allowedRange(spec) });
    return undefined;
  }
  if (!Number.isFinite(node) || !inRange(spec, node, node)) {
    faults.push({ path, code: "out_of_range", found: String(node), allowed: allowedRange(spec) });
    return undefined;
  }
  return { spec, value: node, distribution: undefined, across: "draws", provenance: {} };
}
