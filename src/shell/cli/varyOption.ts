/** `--vary PATH=…`, read strictly; whether the path is an input and the numbers are allowed, the scenario tells later. */
import { InvalidArgumentError } from "commander";
import { readKeyPath } from "../../faults/keyPath.js";
import type { VariableInput } from "../../scenario/varyStudy.js";
import { commandFault, exitStatus } from "../commandFault.js";
import { typedNumber, typedRange } from "./valueOptions.js";

/** What was asked to vary: a path alone, a range, a range in steps, or a list. */
export interface VaryOption {
  readonly path: string;
  readonly range:
    | { readonly low: number; readonly high: number; readonly steps: number | undefined }
    | undefined;
  readonly list: readonly number[] | undefined;
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
    return { path, range: undefined, list: values.split(",").map(typedNumber) };
  }
  return { path, range: typedRange(values), list: undefined };
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
