/** Options that hold amounts, counts and named lists, each read strictly. */
import { InvalidArgumentError } from "commander";
import { evenSteps } from "../../questions/sweep/sweep.js";
import { numberMeant, numberOf } from "../../table/numberText.js";

/** A number as one is typed anywhere: in a table, an option, a scenario. */
export function typedNumber(text: string): number {
  const number = numberOf(text.trim());
  if (number !== undefined) return number;
  const nearest = numberMeant(text);
  const suggestion = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  throw new InvalidArgumentError(`Allowed: numbers, found ${JSON.stringify(text)}.${suggestion}`);
}

/** `LOW:HIGH` or `LOW:HIGH:STEPS`. */
export function typedRange(text: string): {
  readonly low: number;
  readonly high: number;
  readonly steps: number | undefined;
} {
  const [low, high, steps, ...more] = text.split(":").map(typedNumber);
  if (low === undefined || high === undefined || more.length > 0) {
    throw new InvalidArgumentError("Allowed: LOW:HIGH or LOW:HIGH:STEPS.");
  }
  if (!(low < high)) throw new InvalidArgumentError("Allowed: LOW:HIGH with LOW below HIGH.");
  if (steps !== undefined && !(Number.isInteger(steps) && steps >= 2 && steps <= 10_000)) {
    throw new InvalidArgumentError("Allowed: a whole number of STEPS, from 2 to 10000.");
  }
  return { low, high, steps };
}

/** `--threshold 20000 1e5` or `--threshold 0:50000:11`: amounts of money, alone or in even steps, each once. */
export function amountsGbp(text: string, before: readonly number[] = []): readonly number[] {
  const range = text.includes(":") ? typedRange(text) : undefined;
  if (range !== undefined && range.steps === undefined) {
    throw new InvalidArgumentError("Allowed: LOW:HIGH:STEPS, such as 0:50000:11.");
  }
  const amounts = range === undefined ? [typedNumber(text)] : evenSteps(range.low, range.high, range.steps!);
  if (!amounts.every((amount) => amount >= 0)) {
    throw new InvalidArgumentError("Allowed: GBP from 0, such as 20000, 1e5 or 0:50000:11.");
  }
  if (amounts.some((amount) => before.includes(amount))) {
    throw new InvalidArgumentError("Allowed: each threshold once.");
  }
  return [...before, ...amounts];
}

/** `--group prices=contracts,costs`: names of lists. */
export function namedLists(
  text: string,
  before: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, readonly string[]>> {
  const [, name, list] = /^([A-Za-z][\w-]*)=(.+)$/.exec(text) ?? [];
  if (name === undefined || list === undefined) {
    throw new InvalidArgumentError("Allowed: NAME=PATH,PATH, such as prices=contracts,costs.");
  }
  if (Object.hasOwn(before, name))
    throw new InvalidArgumentError(`Allowed: each group once (${name} twice).`);
  return { ...before, [name]: list.split(",").map((part) => part.trim()) };
}

/** A whole number of at least 1; `example` is one that makes sense for the option. */
export const wholeFromOne =
  (example: number) =>
  (text: string): number => {
    const number = numberOf(text) ?? Number.NaN;
    if (!Number.isSafeInteger(number) || number < 1) {
      throw new InvalidArgumentError(`Allowed: a whole number from 1, such as ${example}.`);
    }
    return number;
  };
