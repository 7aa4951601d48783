/**
 * A field of a scenario that holds an input: a number, a distribution, either of them by financial year, or any of these by
 * client group, need, site and so on. One builder serves every field, so each is checked, explained and sampled in the same way.
 */
import * as z from "zod";
import { foundText, shortened } from "../faults/foundText.js";
import { type KeyFault, unknownKey } from "../faults/keyFault.js";
import { nearestName } from "../faults/nearestName.js";
import { allowedRange, type Facet, type Faceted, facets, isPriced, type QuantitySpec } from "./faceted.js";
import { isMap } from "./plainMap.js";
import { inputKeys, readInputMap, readNumber } from "./readLeaf.js";
import { readYears } from "./readYears.js";

/** The zod type of an input field: anything a user may write in, a `Faceted` out. */
export type QuantityField = z.ZodType<Faceted, unknown>;

function readFacetMap(
  spec: QuantitySpec,
  map: Record<string, unknown>,
  facet: Facet,
  path: readonly string[],
  used: readonly Facet[],
  faults: KeyFault[],
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
  faults: KeyFault[],
): Faceted | undefined {
  if (!isMap(node)) {
    const leaf = readNumber(spec, node, path, faults);
    return leaf === undefined ? undefined : { leaf };
  }
  const facet = facets.find((name) => `by_${name}` in node);
  if (facet !== undefined) return readFacetMap(spec, node, facet, path, used, faults);
  if ("by_year" in node) return readYears(spec, node, path, faults);
  if ("value" in node || "distribution" in node) return readInputMap(spec, node, path, faults);
  const byYear = spec.byYear === true ? ["by_year"] : [];
  const kinds = ["value", "distribution", ...byYear, ...(spec.by ?? []).map((name) => `by_${name}`)];
  const misspelt = Object.keys(node).filter(
    (key) => !inputKeys.includes(key) && nearestName(key, kinds) !== undefined,
  );
  faults.push(...misspelt.map((key) => unknownKey([...path, key], kinds)));
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

/** A fault stated by a check of our own: it travels as `params.fault` of a custom issue, whose path is the key. */
type StatedFault = Omit<KeyFault, "path">;

const isStatedFault = (fault: unknown): fault is StatedFault =>
  typeof fault === "object" && fault !== null && "code" in fault && "found" in fault && "allowed" in fault;

/** The fault that an issue of zod's carries; undefined for an issue of zod's own. */
export function faultOfIssue(issue: z.core.$ZodIssue): KeyFault | undefined {
  const stated: unknown = issue.code === "custom" ? issue.params?.fault : undefined;
  const path = issue.path.map((key) => (typeof key === "number" ? key : String(key)));
  return isStatedFault(stated) ? { ...stated, path, found: shortened(stated.found) } : undefined;
}

/**
 * The schema of one input field. It accepts a number, `{ value, … }`, `{ distribution, … }` or a split such as
 * `{ by_client_group: { older_people: 0.3, otherwise: 0.1 } }`, a series by year where the field may have one, and gives a `Faceted`. Faults travel as custom
 * issues with `params.fault`, so that each is reported at its own place.
 */
export function quantity(spec: QuantitySpec & { readonly neutral: number }): z.ZodPrefault<QuantityField>;
export function quantity(spec: QuantitySpec): QuantityField;
export function quantity(spec: QuantitySpec): QuantityField | z.ZodPrefault<QuantityField> {
  // Optional on input only: editors do not ask for it, and a later check reports it if neither scenario nor table gives it.
  const written = spec.fromTable === true ? z.any().optional() : z.any();
  const field: QuantityField = written.transform((node: unknown, context): Faceted => {
    const faults: KeyFault[] = [];
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
    } ${isPriced(spec) ? "Priced" : "Walked"}.`,
    quantity: spec,
  };
  return spec.neutral === undefined ? field.meta(about) : field.prefault(spec.neutral).meta(about);
}
