/**
 * A field of a scenario that holds an input: a number, a distribution, or either of them by client group, need,
 * site and so on. One builder serves every field, so each is checked, explained and sampled in the same way.
 */
import * as z from "zod";
import type { ArgumentFault } from "../quantity/argumentFault.js";
import {
  argumentForms,
  argumentKeys,
  type Distribution,
  type DistributionName,
  distributionNames,
  makeDistribution,
  support,
} from "../quantity/distribution.js";
import { parsePriceYear } from "../quantity/priceYear.js";
import { foundText } from "../table/foundText.js";
import { nearestName } from "../table/nearestName.js";
import type { FaultCode } from "./fault.js";

/** What a field may be split by, with the key a user writes: `by_client_group: { older_people: 0.3 }`. */
const facets = ["site", "region", "client_group", "need", "quintile", "deployment", "place"] as const;
export type Facet = (typeof facets)[number];

/** What an uncertain input varies across: one sample a draw, one a draw and site, or one a draw and person. */
export const acrossWords = ["draws", "sites", "people"] as const;
export type Across = (typeof acrossWords)[number];

/** What an input tells of itself beside its value: where it comes from and how good it is. */
export const provenanceKeys = [
  "unit",
  "price_year",
  "source",
  "locator",
  "note",
  "label",
  "quality",
  "impact",
  "owner",
  "date",
] as const;
export type ProvenanceKey = (typeof provenanceKeys)[number];

export interface QuantitySpec {
  /** Unit of the number, in words that also stand in the tables. */
  readonly unit: string;
  /** What it means, in a sentence. */
  readonly description: string;
  readonly min?: number;
  readonly max?: number;
  /** The minimum itself is not allowed. */
  readonly aboveMin?: boolean;
  /** What the field may be split by. */
  readonly by?: readonly Facet[];
  /** The field may vary between people (`across: people`). */
  readonly people?: boolean;
  /** The numbers of a split are shares that add up to 1, and may be Dirichlet. */
  readonly parts?: boolean;
  /** A table that the scenario names may give it instead. */
  readonly fromTable?: boolean;
  /** The amount is money and is uprated from its price year to the scenario's. */
  readonly money?: boolean;
  /** The value that switches the mechanism off; a field without one must be stated. */
  readonly neutral?: number;
}

/** One stated number or distribution. */
export interface Leaf {
  readonly spec: QuantitySpec;
  /** The number itself, or undefined where a distribution is given. */
  readonly value: number | undefined;
  readonly distribution: Distribution | undefined;
  readonly across: Across;
  readonly provenance: Readonly<Partial<Record<ProvenanceKey, string>>>;
}

/** An input, whole or split by a facet (and then by another). */
export type Faceted =
  | { readonly leaf: Leaf }
  | { readonly by: Facet; readonly of: Readonly<Record<string, Faceted>>; readonly otherwise?: Faceted };

export const isFaceted = (node: unknown): node is Faceted =>
  typeof node === "object" && node !== null && ("leaf" in node || ("by" in node && "of" in node));

/** The zod type of an input field: anything a user may write in, a `Faceted` out. */
export type QuantityField = z.ZodType<Faceted, unknown>;

interface FieldFault {
  readonly path: readonly string[];
  readonly code: FaultCode;
  readonly found: string;
  readonly allowed: string;
  readonly nearest?: string;
}

const inputKeys = ["value", "distribution", "across", ...provenanceKeys];

const isMap = (node: unknown): node is Record<string, unknown> =>
  typeof node === "object" && node !== null && !Array.isArray(node);

/** The range of a field, in words: "a number from 0 to 1". */
export function allowedRange(spec: QuantitySpec): string {
  const low =
    spec.min === undefined ? "" : spec.aboveMin === true ? ` above ${spec.min}` : ` from ${spec.min}`;
  const high = spec.max === undefined ? "" : `${low === "" ? " up" : ""} to ${spec.max}`;
  return `a number${low}${high} (${spec.unit})`;
}

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

function readInputMap(
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

function readNumber(
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

function readFacetMap(
  spec: QuantitySpec,
  map: Record<string, unknown>,
  facet: Facet,
  path: readonly string[],
  used: readonly Facet[],
  faults: FieldFault[],
): Faceted | undefined {
  const key = `by_${facet}`;
  if (!(spec.by ?? []).includes(facet) || used.includes(facet)) {
    faults.push({
      path: [...path, key],
      code: "not_allowed",
      found: key,
      allowed:
        (spec.by ?? []).length === 0
          ? `${allowedRange(spec)}, the same for everyone`
          : `${allowedRange(spec)}, or split by ${(spec.by ?? []).map((name) => `by_${name}`).join(", ")}`,
    });
    return undefined;
  }
  const before = faults.length;
  for (const other of Object.keys(map)) {
    if (other === key) continue;
    faults.push({
      path: [...path, other],
      code: "unknown_key",
      found: other,
      allowed: `${key} alone (a second split goes inside the first, and so does \`otherwise\`)`,
    });
  }
  const parts = map[key];
  if (!isMap(parts)) {
    faults.push({
      path: [...path, key],
      code: "wrong_type",
      found: foundText(parts),
      allowed: `a map from each ${facet.replace("_", " ")} to a number or distribution`,
    });
    return undefined;
  }
  const of: Record<string, Faceted> = {};
  let rest: Faceted | undefined;
  for (const [name, part] of Object.entries(parts)) {
    if (name === "otherwise") {
      rest = readNode(spec, part, [...path, key, name], [...used, facet], faults);
      continue;
    }
    const read = readNode(spec, part, [...path, key, name], [...used, facet], faults);
    if (read !== undefined) of[name] = read;
  }
  if (faults.length > before) return undefined;
  return rest === undefined ? { by: facet, of } : { by: facet, of, otherwise: rest };
}

function readNode(
  spec: QuantitySpec,
  node: unknown,
  path: readonly string[],
  used: readonly Facet[],
  faults: FieldFault[],
): Faceted | undefined {
  if (!isMap(node)) {
    const leaf = readNumber(spec, node, path, faults);
    return leaf === undefined ? undefined : { leaf };
  }
  const facet = facets.find((name) => `by_${name}` in node);
  if (facet !== undefined) return readFacetMap(spec, node, facet, path, used, faults);
  if ("value" in node || "distribution" in node) return readInputMap(spec, node, path, faults);
  const kinds = ["value", "distribution", ...(spec.by ?? []).map((name) => `by_${name}`)];
  const misspelt = Object.keys(node).flatMap((key) => {
    const nearest = inputKeys.includes(key) ? undefined : nearestName(key, kinds);
    return nearest === undefined ? [] : [{ key, nearest }];
  });
  for (const { key, nearest } of misspelt) {
    faults.push({
      path: [...path, key],
      code: "unknown_key",
      found: key,
      allowed: kinds.join(", "),
      nearest,
    });
  }
  if (misspelt.length === 0) {
    const found = Object.keys(node).join(", ") || "nothing";
    faults.push({
      path,
      code: "wrong_type",
      found: `a map of ${found}`,
      allowed: `${allowedRange(spec)}, or a map with one of ${kinds.join(", ")}`,
    });
  }
  return undefined;
}

/**
 * The schema of one input field. It accepts a number, `{ value, … }`, `{ distribution, … }` or a split such as
 * `{ by_client_group: { older_people: 0.3, otherwise: 0.1 } }`, and gives a `Faceted`. Faults travel as custom
 * issues with `params.fault`, so that every one of them is told with its own place.
 */
export function quantity(spec: QuantitySpec & { readonly neutral: number }): z.ZodPrefault<QuantityField>;
export function quantity(spec: QuantitySpec): QuantityField;
export function quantity(spec: QuantitySpec): QuantityField | z.ZodPrefault<QuantityField> {
  // Optional going in alone: an editor does not miss it, and what neither scenario nor table gives is told as missing.
  const written = spec.fromTable === true ? z.any().optional() : z.any();
  const field: QuantityField = written.transform((node: unknown, context): Faceted => {
    const faults: FieldFault[] = [];
    if (node === undefined) {
      faults.push({ path: [], code: "missing_key", found: "nothing", allowed: allowedRange(spec) });
    }
    const read = node === undefined ? undefined : readNode(spec, node, [], [], faults);
    for (const { path, ...fault } of faults) {
      context.addIssue({ code: "custom", path: [...path], message: fault.allowed, params: { fault } });
    }
    return read ?? z.NEVER;
  });
  const about = {
    description: `${spec.description} Unit: ${spec.unit}.${
      spec.neutral === undefined ? "" : ` Default ${spec.neutral}.`
    }`,
    quantity: spec,
  };
  return spec.neutral === undefined ? field.meta(about) : field.prefault(spec.neutral).meta(about);
}
