import * as z from "zod";
import { foundText } from "../faults/foundText.js";
import { type KeyFault, unknownName } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";
import { readArguments } from "./argumentForm.js";
import { keySchema } from "./argumentKey.js";
import { type Beta, beta } from "./distributions/beta.js";
import { type Dirichlet, dirichlet } from "./distributions/dirichlet.js";
import { type Discrete, discrete } from "./distributions/discrete.js";
import { type Empirical, empirical } from "./distributions/empirical.js";
import type { DistributionFamily } from "./distributions/family.js";
import { type Gamma, gamma } from "./distributions/gamma.js";
import { type Lognormal, lognormal } from "./distributions/lognormal.js";
import { type Normal, normal } from "./distributions/normal.js";
import { type Pert, pert } from "./distributions/pert.js";
import { type Triangular, triangular } from "./distributions/triangular.js";
import { type Uniform, uniform } from "./distributions/uniform.js";

/** An uncertain number, as plain data in canonical parameters: it can be stored, compared and sent to another thread. */
export type Distribution =
  | Uniform
  | Triangular
  | Pert
  | Normal
  | Lognormal
  | Gamma
  | Beta
  | Dirichlet
  | Discrete
  | Empirical;

export type DistributionName = Distribution["name"];

const families: { readonly [N in DistributionName]: DistributionFamily<Extract<Distribution, { name: N }>> } =
  {
    uniform,
    triangular,
    pert,
    normal,
    lognormal,
    gamma,
    beta,
    dirichlet,
    discrete,
    empirical,
  };

/** The names a user can write after `distribution:`. */
export const distributionNames = Object.keys(families) as readonly DistributionName[];

/** By name, the sets of keys that define the distribution; keys that may go with any of them are left out. */
export const argumentForms: { readonly [N in DistributionName]: readonly (readonly string[])[] } = byName(
  (family) => family.forms,
);

/** By name, every key it takes beside `distribution`. */
export const argumentKeys: { readonly [N in DistributionName]: readonly string[] } = byName((family) =>
  Object.keys(family.keys),
);

/**
 * A strict object schema for each name, for the JSON Schema an editor reads. It knows each key's type, range and
 * meaning, but not which keys go together: `makeDistribution` checks that, with better messages.
 */
export const distributionSchemas = (): { readonly [N in DistributionName]: z.ZodObject } =>
  byName((family, distribution) => {
    const shape: Record<string, z.ZodType> = {
      distribution: z
        .literal(distribution)
        .describe(`Given by ${family.forms.map((form) => form.join(", ")).join("; or ")}.`),
    };
    const always = family.forms.length === 1 ? (family.forms[0] ?? []) : [];
    for (const [name, key] of Object.entries(family.keys)) {
      const schema = keySchema(key);
      shape[name] = (always.includes(name) ? schema : schema.optional()).describe(key.meaning);
    }
    return z.strictObject(shape);
  });

/**
 * Turns what a user wrote (`distribution: beta`, `mean: 0.5`, `sd: 0.1`) into a distribution, or lists every fault in it
 * at once. Each name takes the argument forms of `argumentForms`; two forms mixed, or one over-specified, is a fault.
 *
 * @example
 * makeDistribution({ distribution: "gamma", mean: 30, sd: 15 });
 * // { value: { name: "gamma", shape: 4, scale: 7.5 } }
 */
export function makeDistribution(spec: Readonly<Record<string, unknown>>): Outcome<Distribution, KeyFault> {
  const name = spec.distribution;
  const path = ["distribution"];
  if (typeof name !== "string") {
    const allowed = `one of ${distributionNames.join(", ")}`;
    const code = name === undefined ? "missing_key" : "wrong_type";
    return { faults: [{ path, code, found: foundText(name), allowed }] };
  }
  if (!isDistributionName(name)) {
    const fault = unknownName(path, name, distributionNames, `one of ${distributionNames.join(", ")}`);
    return { faults: [{ ...fault, found: foundText(name) }] };
  }
  const family: DistributionFamily<Distribution> = families[name];
  const given = readArguments(spec, family, ["distribution"]);
  if ("faults" in given) return given;
  const outcome = family.make(given.value);
  if ("faults" in outcome) return outcome;
  const made = outcome.value;
  // A Dirichlet share has no moments until the others of its whole are known.
  const moments = made.name === "dirichlet" ? {} : { mean: mean(made), variance: variance(made) };
  const lost = Object.entries({ ...made, ...moments }).find(
    ([, value]) => typeof value === "number" && !Number.isFinite(value),
  );
  if (lost === undefined) return outcome;
  const found = `numbers that give ${lost[0]} = ${lost[1]}`;
  return { faults: [{ path, code: "inconsistent", found, allowed: "numbers closer in size" }] };
}

/**
 * The value below which a share u of the distribution lies (its inverse cumulative distribution at u), in the input's
 * own unit. u must lie strictly between 0 and 1; anything else is a programmer's mistake and throws.
 *
 * @example quantile({ name: "uniform", low: 200, high: 1800 }, 0.25); // 600
 */
export function quantile(distribution: Distribution, u: number): number {
  if (!(u > 0 && u < 1)) throw new RangeError(`a quantile needs a u in (0, 1), not ${u}`);
  return familyOf(distribution).quantile(distribution, u);
}

/** Whether a quantile has to be iterated, which takes tens of microseconds. */
export const hasSlowQuantile = (distribution: Distribution): boolean =>
  familyOf(distribution).slowQuantile === true;

/** The expected value, in the input's own unit; of a truncated normal, after truncation. */
export function mean(distribution: Distribution): number {
  return familyOf(distribution).mean(distribution);
}

/** The variance, in the input's unit squared; of a truncated normal, after truncation. */
export function variance(distribution: Distribution): number {
  return familyOf(distribution).variance(distribution);
}

/** The least and the greatest value the distribution can take, perhaps infinite. */
export function support(distribution: Distribution): readonly [number, number] {
  return familyOf(distribution).support(distribution);
}

/**
 * A distribution in words, by its name and canonical parameters, so that whatever arguments it was given by, the same
 * distribution reads the same.
 *
 * @example distributionWords({ name: "uniform", low: 200, high: 1800 }) // "uniform, 200 to 1800"
 */
export function distributionWords(distribution: Distribution): string {
  return familyOf(distribution).words(distribution);
}

function familyOf(distribution: Distribution): DistributionFamily<Distribution> {
  return families[distribution.name];
}

function isDistributionName(name: string): name is DistributionName {
  return Object.hasOwn(families, name);
}

function byName<T>(make: (family: DistributionFamily<Distribution>, name: DistributionName) => T): {
  readonly [N in DistributionName]: T;
} {
  const entries = distributionNames.map((name) => [name, make(families[name], name)] as const);
  return Object.fromEntries(entries) as { [N in DistributionName]: T };
}
