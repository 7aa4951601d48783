/** Options that hold amounts, counts and named lists, each read strictly. */
import { InvalidArgumentError } from "commander";
import type { KeyFault } from "../../faults/keyFault.js";
import type { Outcome } from "../../faults/outcome.js";
import { evenSteps } from "../../questions/sweep/sweep.js";
import { readNumbers, readRange } from "../../questions/vary.js";
import { numberOf } from "../../table/numberText.js";

/** What a text says, or commander is told what is wrong with it. */
export function readOption<T>(read: Outcome<T, KeyFault>): T {
  if (!("faults" in read)) return read.value;
  const [{ allowed, found, nearest }] = read.faults as readonly [KeyFault];
  const suggestion = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  throw new InvalidArgumentError(`Allowed: ${allowed}, found ${found}.${suggestion}`);
}

/** `--threshold 20000 1e5` or `--threshold 0:50000:11`: amounts of money, alone or in even steps, each once. */
export function amountsGbp(text: string, before: readonly number[] = []): readonly number[] {
  const range = text.includes(":") ? readOption(readRange(text)) : undefined;
  if (range !== undefined && range.steps === undefined) {
    throw new InvalidArgumentError("Allowed: LOW:HIGH:STEPS, such as 0:50000:11.");
  }
  const amounts =
    range === undefined ? readOption(readNumbers([text])) : evenSteps(range.low, range.high, range.steps!);
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
