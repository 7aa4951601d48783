/** Options that hold amounts, counts and named lists, each read strictly. */
import { InvalidArgumentError } from "commander";

/** `--threshold 20000 30000`: amounts of money, each once. */
export function amountsGbp(text: string, before: readonly number[] = []): readonly number[] {
  const amount = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || !Number.isFinite(amount)) {
    throw new InvalidArgumentError("Allowed: GBP from 0, without £ or commas, such as 20000.");
  }
  if (before.includes(amount)) throw new InvalidArgumentError("Allowed: each threshold once.");
  return [...before, amount];
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
    const number = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < 1) {
      throw new InvalidArgumentError(`Allowed: a whole number from 1, such as ${example}.`);
    }
    return number;
  };
