/** What a zod schema says about what a path leads to: which keys are allowed, and which values, in words. */
import * as z from "zod";
import type { KeyPath } from "../faults/keyPath.js";
import { allowedRange, type QuantitySpec } from "../inputs/faceted.js";

type Schema = z.core.$ZodType;

/** What an input field may hold; undefined for anything that is not an input. */
export const inputSpec = (schema: Schema): QuantitySpec | undefined =>
  z.globalRegistry.get(schema)?.quantity as QuantitySpec | undefined;

/** The schemas behind wrappers (optional, prefault, pipe …) and unions, which a value is really checked against. */
export function coreSchemas(schema: Schema): readonly z.core.$ZodTypes[] {
  const known = schema as z.core.$ZodTypes;
  // What an input holds stands on the field as a whole, or on what gives it its neutral value.
  if (inputSpec(known) !== undefined) return [known];
  const { def } = known._zod;
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "nonoptional":
    case "readonly":
    case "catch":
      return coreSchemas(def.innerType);
    case "pipe":
      return coreSchemas(def.in);
    case "lazy":
      return coreSchemas(def.getter());
    case "union":
      return def.options.flatMap(coreSchemas);
    case "intersection":
      return [...coreSchemas(def.left), ...coreSchemas(def.right)];
    default:
      return [known];
  }
}

/** The schemas of what stands under a key. */
export function stepInto(schema: z.core.$ZodTypes, key: string | number): readonly Schema[] {
  const { def } = schema._zod;
  if (def.type === "object") {
    const named = Object.hasOwn(def.shape, key) ? def.shape[key] : def.catchall;
    return named === undefined ? [] : [named];
  }
  if (def.type === "record") return [def.valueType];
  if (def.type === "array") return [def.element];
  if (def.type === "tuple") {
    const element = def.items[Number(key)] ?? def.rest;
    return element === null || element === undefined ? [] : [element];
  }
  return [];
}

/** The schemas of the value a path leads to; several if there is a union on the way, none if nothing is known. */
export function schemasAt(root: Schema, path: KeyPath): readonly z.core.$ZodTypes[] {
  let here = coreSchemas(root);
  for (const key of path) here = here.flatMap((schema) => stepInto(schema, key)).flatMap(coreSchemas);
  return here;
}

/** The keys a map may have there; none if any name is allowed. */
export function knownKeys(schemas: readonly z.core.$ZodTypes[]): readonly string[] {
  const keys = schemas.flatMap((schema) => {
    const { def } = schema._zod;
    if (def.type === "object") return Object.keys(def.shape);
    if (def.type !== "record") return [];
    const names = [...(def.keyType._zod.values ?? [])];
    return names.filter((name): name is string => typeof name === "string");
  });
  return [...new Set(keys)];
}

/** Bounds of a number, or of the length of a text or list; a bound no user could reach is left out. */
interface Bounds {
  least?: number;
  above?: number;
  most?: number;
  below?: number;
  whole?: true;
}

function boundsOf(schema: z.core.$ZodTypes): Bounds {
  const bounds: Bounds = {};
  const { def } = schema._zod;
  if ("format" in def && def.format === "safeint") bounds.whole = true;
  for (const check of def.checks ?? []) {
    const told = (check as z.core.$ZodChecks)._zod.def;
    if (told.check === "greater_than") bounds[told.inclusive ? "least" : "above"] = Number(told.value);
    else if (told.check === "less_than") bounds[told.inclusive ? "most" : "below"] = Number(told.value);
    else if (told.check === "min_length") bounds.least = told.minimum;
    else if (told.check === "max_length") bounds.most = told.maximum;
    else if (told.check === "number_format" && told.format === "safeint") bounds.whole = true;
  }
  return bounds;
}

/** A bound in as few digits as say one that is itself within it: what a message allows is allowed. */
function rounded(bound: number, isWithin: (shown: number) => boolean): string {
  const digits = [6, 9, 12, 15].find((count) => isWithin(Number(bound.toPrecision(count))));
  return String(digits === undefined ? bound : Number(bound.toPrecision(digits)));
}

/** A range in words: " from 0 to 1", " of at least 2", " above 0 and at most 60". */
function rangeWords({ least, above, most, below }: Bounds): string {
  const lowest = least === undefined ? "" : rounded(least, (shown) => shown >= least);
  const highest = most === undefined ? "" : rounded(most, (shown) => shown <= most);
  if (least !== undefined && most !== undefined) return ` from ${lowest} to ${highest}`;
  const low = least !== undefined ? `of at least ${lowest}` : above !== undefined ? `above ${above}` : "";
  const high = most !== undefined ? `at most ${highest}` : below !== undefined ? `below ${below}` : "";
  if (low !== "" && high !== "") return ` ${low} and ${high}`;
  return low !== "" ? ` ${low}` : high === "" ? "" : most !== undefined ? ` of ${high}` : ` ${high}`;
}

function listWords({ least, most }: Bounds): string {
  if (least !== undefined && most !== undefined) return `a list of ${least} to ${most} elements`;
  if (least !== undefined) return `a list of at least ${least} ${least === 1 ? "element" : "elements"}`;
  return most === undefined ? "a list" : `a list of at most ${most} elements`;
}

/** One word a user may write: text as it is typed, without quotes where it needs none. */
const wordOf = (value: unknown): string =>
  typeof value === "string" && !/^[A-Za-z][\w /-]*$/.test(value) ? JSON.stringify(value) : String(value);

function wordsOf(schema: z.core.$ZodTypes): string {
  const { def } = schema._zod;
  const bounds = boundsOf(schema);
  switch (def.type) {
    case "number":
      return `${bounds.whole === true ? "a whole number" : "a number"}${rangeWords(bounds)}`;
    case "string":
      return bounds.least === 1 ? "text, not empty" : "text";
    case "boolean":
      return "true or false";
    case "object":
    case "record":
      return "a map";
    case "array":
    case "tuple":
      return listWords(bounds);
    case "enum":
      return Object.values(def.entries).map(wordOf).join(", ");
    case "literal":
      return def.values.map(wordOf).join(", ");
    case "null":
      return "null";
    default: {
      const spec = inputSpec(schema);
      return spec === undefined ? "" : allowedRange(spec);
    }
  }
}

/** What is allowed there, in words: "a number from 0 to 1", "council, nhs", "text or a list". */
export const allowedWords = (schemas: readonly z.core.$ZodTypes[]): string =>
  [...new Set(schemas.map(wordsOf))].filter((words) => words !== "").join(" or ");
