import * as z from "zod";
import { foundText } from "../faults/foundText.js";
import type { KeyFault } from "../faults/keyFault.js";

/** What one argument of a distribution means and which values it may take; the check, the message and the schema all read it. */
export interface ArgumentKey {
  /** What the number says, with its unit, in a sentence an editor can show. */
  readonly meaning: string;
  /** Takes a list of numbers instead of a number. */
  readonly list?: true;
  /** Takes text instead of a number. */
  readonly text?: true;
  /** Exclusive lower bound. */
  readonly above?: number;
  /** Inclusive lower bound. */
  readonly atLeast?: number;
  /** Exclusive upper bound. */
  readonly below?: number;
}

/** The phrase for what a key allows: `a number above 0 and below 1`. */
export function allowedWords(key: ArgumentKey): string {
  if (key.text) return "a text";
  const bounds: string[] = [];
  if (key.above !== undefined) bounds.push(`above ${key.above}`);
  if (key.atLeast !== undefined) bounds.push(`of at least ${key.atLeast}`);
  if (key.below !== undefined) bounds.push(`below ${key.below}`);
  const noun = key.list ? "a list of one or more numbers" : "a number";
  return bounds.length === 0 ? noun : `${noun}${key.list ? ", each" : ""} ${bounds.join(" and ")}`;
}

/** The fault of a key's value, or undefined if it is allowed. A list gives one fault, naming its first bad member. */
export function faultInValue(name: string, key: ArgumentKey, value: unknown): KeyFault | undefined {
  const allowed = allowedWords(key);
  if (key.text) {
    if (typeof value === "string" && value !== "") return undefined;
    return { path: [name], found: foundText(value), allowed, code: "wrong_type" };
  }
  if (!key.list) return faultInNumber(name, key, value, foundText(value), allowed);
  if (!Array.isArray(value) || value.length === 0) {
    return { path: [name], found: foundText(value), allowed, code: "wrong_type" };
  }
  for (const [position, member] of value.entries()) {
    const found = `${foundText(member)} (number ${position + 1} of ${value.length})`;
    const fault = faultInNumber(name, key, member, found, allowed);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultInNumber(
  name: string,
  key: ArgumentKey,
  value: unknown,
  found: string,
  allowed: string,
): KeyFault | undefined {
  if (typeof value !== "number") return { path: [name], found, allowed, code: "wrong_type" };
  const inside =
    Number.isFinite(value) &&
    (key.above === undefined || value > key.above) &&
    (key.atLeast === undefined || value >= key.atLeast) &&
    (key.below === undefined || value < key.below);
  return inside ? undefined : { path: [name], found, allowed, code: "out_of_range" };
}

/** The zod schema of a key's type and range. */
export function keySchema(key: ArgumentKey): z.ZodType {
  if (key.text) return z.string().min(1);
  let number = z.number();
  if (key.above !== undefined) number = number.gt(key.above);
  if (key.atLeast !== undefined) number = number.gte(key.atLeast);
  if (key.below !== undefined) number = number.lt(key.below);
  return key.list ? z.array(number).min(1) : number;
}
