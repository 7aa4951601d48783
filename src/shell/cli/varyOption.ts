/** `--vary PATH=…`, read strictly; whether the path is an input and the numbers are allowed, the scenario tells later. */
import { InvalidArgumentError } from "commander";
import { readKeyPath } from "../../inputs/keyPath.js";
import type { VariableInput } from "../../scenario/varyStudy.js";
import { commandFault, exitStatus } from "../commandFault.js";

/** What was asked to vary: a path alone, a range, a range in steps, or a list. */
export interface VaryOption {
  readonly path: string;
  readonly range:
    | { readonly low: number; readonly high: number; readonly steps: number | undefined }
    | undefined;
  readonly list: readonly number[] | undefined;
}

const numberText = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

function readNumber(text: string): number {
  const number = Number(text);
  if (!numberText.test(text.trim()) || !Number.isFinite(number)) {
    throw new InvalidArgumentError(`Allowed: numbers, found ${JSON.stringify(text)}.`);
  }
  return number;
}

/**
 * One `--vary`: `PATH`, `PATH=LOW:HIGH`, `PATH=LOW:HIGH:STEPS` or `PATH=A,B,C`.
 *
 * @throws {InvalidArgumentError} for anything else
 * @example readVary("arms.budget.budget_setting.bias=-0.1:0.1:5").range // { low: -0.1, high: 0.1, steps: 5 }
 */
export function readVary(text: string): VaryOption {
  const read = readKeyPath(text);
  if (read === undefined || (read.end < text.length && text[read.end] !== "=")) {
    throw new InvalidArgumentError("Allowed: PATH=LOW:HIGH, PATH=LOW:HIGH:STEPS or PATH=A,B,C.");
  }
  const path = text.slice(0, read.end);
  if (read.end === text.length) return { path, range: undefined, list: undefined };
  const values = text.slice(read.end + 1);
  if (!values.includes(":")) {
    return { path, range: undefined, list: values.split(",").map(readNumber) };
  }
  const [low, high, steps, ...more] = values.split(":").map(readNumber);
  if (low === undefined || high === undefined || more.length > 0) {
    throw new InvalidArgumentError("Allowed: LOW:HIGH or LOW:HIGH:STEPS.");
  }
  if (!(low < high)) throw new InvalidArgumentError("Allowed: LOW:HIGH with LOW below HIGH.");
  if (steps !== undefined && !(Number.isInteger(steps) && steps >= 2 && steps <= 10_000)) {
    throw new InvalidArgumentError("Allowed: a whole number of STEPS, from 2 to 10000.");
  }
  return { path, range: { low, high, steps }, list: undefined };
}

/** Gathers repeated `--vary`. */
export const varyOptions = (text: string, before: readonly VaryOption[] = []): readonly VaryOption[] => [
  ...before,
  readVary(text),
];

/**
 * Each input may be varied once: the number given to a whole field would undo the one given to a part of it.
 *
 * @throws a command fault of usage where two are the same, or one is part of another
 */
export function refuseOverlap(variables: readonly Pick<VariableInput, "path" | "keys">[]): void {
  for (const [at, inner] of variables.entries()) {
    for (const [other, outer] of variables.entries()) {
      if (other === at || !outer.keys.every((key, depth) => key === inner.keys[depth])) continue;
      const found = inner.path === outer.path ? "twice" : `beside ${outer.path}, of which it is a part`;
      throw commandFault(exitStatus.usage, `--vary ${inner.path}: found ${found}; allowed: each input once`);
    }
  }
}

/** An option as the user could have written it, for the manifest. */
export const varyWords = ({ path, range, list }: VaryOption): string => {
  if (range !== undefined) {
    const steps = range.steps === undefined ? "" : `:${range.steps}`;
    return `${path}=${range.low}:${range.high}${steps}`;
  }
  return list === undefined ? path : `${path}=${list.join(",")}`;
};
