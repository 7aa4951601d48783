/** What is to be varied, as a command line or a caller says it: `PATH=…`. Whether the path is an input, the study tells later. */
import type { Fault } from "../faults/fault.js";
import { type KeyFault, located, meaning } from "../faults/keyFault.js";
import { readKeyPath } from "../faults/keyPath.js";
import { type Outcome, together } from "../faults/outcome.js";
import { type VariableInput, varySource } from "../scenario/varyStudy.js";
import { numberMeant, numberOf } from "../table/numberText.js";

/** An input and where to look, or which values to give it: a path alone, a range, a range in steps, or a list. */
export interface Vary {
  readonly path: string;
  readonly range?:
    | { readonly low: number; readonly high: number; readonly steps?: number | undefined }
    | undefined;
  readonly list?: readonly number[] | undefined;
}

/** A text of an option that cannot be read. */
const misread = (found: string, allowed: string, nearest?: string): Outcome<never, KeyFault> => ({
  faults: [{ path: [], code: "syntax", found, allowed, ...meaning(nearest) }],
});

/** A range of an option, in steps or not. */
type Range = NonNullable<Vary["range"]>;

/** Numbers as they are typed anywhere, in a table, an option or a scenario; or what is wrong with the first that is none. */
export function readNumbers(texts: readonly string[]): Outcome<readonly number[], KeyFault> {
  const numbers: number[] = [];
  for (const text of texts) {
    const number = numberOf(text.trim());
    if (number === undefined) return misread(JSON.stringify(text), "numbers", numberMeant(text));
    numbers.push(number);
  }
  return { value: numbers };
}

/** `LOW:HIGH` or `LOW:HIGH:STEPS`. */
export function readRange(text: string): Outcome<Range, KeyFault> {
  const read = readNumbers(text.split(":"));
  if ("faults" in read) return read;
  const [low, high, steps, ...more] = read.value;
  if (low === undefined || high === undefined || more.length > 0)
    return misread(text, "LOW:HIGH or LOW:HIGH:STEPS");
  return soundRange({ low, high, steps });
}

function soundRange({ low, high, steps }: Range): Outcome<Range, KeyFault> {
  if (!(low < high && Number.isFinite(low) && Number.isFinite(high)))
    return misread(`${low}:${high}`, "LOW:HIGH with LOW below HIGH");
  if (steps !== undefined && !(Number.isInteger(steps) && steps >= 2 && steps <= 10_000))
    return misread(`${steps} steps`, "a whole number of STEPS, from 2 to 10000");
  return { value: { low, high, steps } };
}

const inRange = (path: string, range: Outcome<Range, KeyFault>): Outcome<Vary, KeyFault> =>
  "faults" in range ? range : { value: { path, range: range.value, list: undefined } };

/**
 * What is to be varied, from text: `PATH`, `PATH=LOW:HIGH`, `PATH=LOW:HIGH:STEPS` or `PATH=A,B,C`; or what is wrong with it.
 *
 * @example readVary("arms.budget.budget_setting.bias=-0.1:0.1:5").value.range // { low: -0.1, high: 0.1, steps: 5 }
 */
export function readVary(text: string): Outcome<Vary, KeyFault> {
  const read = readKeyPath(text);
  if (read === undefined || (read.end < text.length && text[read.end] !== "="))
    return misread(JSON.stringify(text), "PATH=LOW:HIGH, PATH=LOW:HIGH:STEPS or PATH=A,B,C");
  const path = text.slice(0, read.end);
  if (read.end === text.length) return { value: { path, range: undefined, list: undefined } };
  const values = text.slice(read.end + 1);
  if (values.includes(":")) return inRange(path, readRange(values));
  const list = readNumbers(values.split(","));
  return "faults" in list ? list : { value: { path, range: undefined, list: list.value } };
}

/** The same from data. */
function soundVary({ path, range, list }: Vary): Outcome<Vary, KeyFault> {
  if (range !== undefined) return inRange(path, soundRange(range));
  const odd = list?.find((value) => !Number.isFinite(value));
  return odd === undefined ? { value: { path, range, list } } : misread(String(odd), "numbers");
}

/** All that is to be varied, from text or data; every mistake at once. */
export const readVaries = (asked: string | Vary | readonly (string | Vary)[]): Outcome<readonly Vary[]> =>
  together(
    [asked].flat().map((one) => {
      const read = typeof one === "string" ? readVary(one) : soundVary(one);
      if (!("faults" in read)) return read;
      const path = typeof one === "string" ? "" : one.path;
      return { faults: read.faults.map((fault) => located(fault, { file: varySource, path })) };
    }),
  );

/** Each input may be varied once: the number given to a whole field would undo the one given to a part of it. */
export function overlapFaults(variables: readonly Pick<VariableInput, "path" | "keys">[]): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [at, inner] of variables.entries()) {
    for (const [other, outer] of variables.entries()) {
      if (other === at || !outer.keys.every((key, depth) => key === inner.keys[depth])) continue;
      const isSame = inner.path === outer.path;
      // Two that are the same are one mistake, told of the later.
      if (isSame && other > at) continue;
      const found = isSame ? "twice" : `beside ${outer.path}, of which it is a part`;
      faults.push({
        code: "not_allowed",
        file: varySource,
        path: inner.path,
        found,
        allowed: "each input once",
      });
    }
  }
  return faults;
}

/** As the user could have written it. */
export const varyWords = ({ path, range, list }: Vary): string => {
  if (range !== undefined) {
    const steps = range.steps === undefined ? "" : `:${range.steps}`;
    return `${path}=${range.low}:${range.high}${steps}`;
  }
  return list === undefined ? path : `${path}=${list.join(",")}`;
};
