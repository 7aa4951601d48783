import { type KeyFault, unknownKey } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";
import { type ArgumentKey, allowedWords, faultInValue } from "./argumentKey.js";

/** The ways a quantity can be given: each form a set of keys that belong together, plus keys that go with any form. */
export interface ArgumentForms {
  readonly keys: Readonly<Record<string, ArgumentKey>>;
  readonly forms: readonly (readonly string[])[];
  readonly optional: readonly string[];
}

/** Checked arguments: each of the right type and in its own range, and together one complete form. */
export interface CheckedArguments {
  has(key: string): boolean;
  /** The number under a key of the chosen form; asking for another is a programmer's mistake and throws. */
  number(key: string): number;
  list(key: string): readonly number[];
}

/** The forms in words: `mean, sd; or low, high, interval`. */
function formsInWords(forms: readonly (readonly string[])[]): string {
  return forms.map((form) => form.join(", ")).join("; or ");
}

/**
 * Reads a user's map against the forms a quantity allows, and lists every fault at once: unknown keys, values of the
 * wrong type or out of range, keys missing to complete a form, and keys of different forms mixed.
 *
 * `ignored` names keys of the map that are not arguments (`distribution`).
 */
export function readArguments(
  spec: Readonly<Record<string, unknown>>,
  allowed: ArgumentForms,
  ignored: readonly string[],
): Outcome<CheckedArguments, KeyFault> {
  const faults: KeyFault[] = [];
  const given: string[] = [];
  for (const name of Object.keys(spec)) {
    if (ignored.includes(name)) continue;
    const key = Object.hasOwn(allowed.keys, name) ? allowed.keys[name] : undefined;
    if (key === undefined) {
      const all = Object.keys(allowed.keys);
      faults.push(unknownKey([name], all, `one of ${all.join(", ")}`));
      continue;
    }
    const fault = faultInValue(name, key, spec[name]);
    if (fault !== undefined) faults.push(fault);
    if (!allowed.optional.includes(name)) given.push(name);
  }
  faults.push(...faultsInForm(given, allowed));
  if (faults.length > 0) return { faults };
  const value: CheckedArguments = {
    has: (key) => Object.hasOwn(spec, key),
    number(key) {
      const value = spec[key];
      if (typeof value !== "number") throw new Error(`no number under ${key} in this form`);
      return value;
    },
    list(key) {
      const value = spec[key];
      if (!Array.isArray(value)) throw new Error(`no list under ${key} in this form`);
      return value as readonly number[];
    },
  };
  return { value };
}

function faultsInForm(given: readonly string[], allowed: ArgumentForms): readonly KeyFault[] {
  const { forms, keys } = allowed;
  const covering = forms.filter((form) => given.every((key) => form.includes(key)));
  if (covering.some((form) => form.length === given.length)) return [];
  const [only, ...others] = covering;
  if (only === undefined) return [mixedForms(given, forms)];
  if (others.length === 0) {
    const missing = only.filter((key) => !given.includes(key));
    return missing.map((key) => ({
      path: [key],
      found: "nothing",
      allowed: allowedWords(keys[key] ?? { meaning: key }),
      code: "missing_key",
    }));
  }
  // If several forms could be meant, naming the missing keys of one would be a guess.
  const key = only.find((name) => !given.includes(name)) ?? only[0] ?? "";
  const found = given.length === 0 ? "nothing" : `only ${given.join(", ")}`;
  return [{ path: [key], found, allowed: formsInWords(covering), code: "missing_key" }];
}

/** Keys of different forms mixed: the fault is at the first key outside the form that most of them belong to. */
function mixedForms(given: readonly string[], forms: readonly (readonly string[])[]): KeyFault {
  let nearest: readonly string[] = [];
  let most = -1;
  for (const form of forms) {
    const shared = given.filter((key) => form.includes(key)).length;
    if (shared > most) {
      nearest = form;
      most = shared;
    }
  }
  const key = given.find((name) => !nearest.includes(name)) ?? given[0] ?? "";
  return {
    path: [key],
    found: `${given.join(", ")} together`,
    allowed: formsInWords(forms),
    code: "inconsistent",
  };
}
