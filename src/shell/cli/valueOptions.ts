/** Options that hold amounts, counts and named lists, each read strictly. */
import type { FaultCode } from "../../faults/fault.js";
import { foundText } from "../../faults/foundText.js";
import { type KeyFault, located } from "../../faults/keyFault.js";
import type { Outcome } from "../../faults/outcome.js";
import type { Precision } from "../../questions/affordability/runToPrecision.js";
import { evenSteps } from "../../questions/sweep/sweep.js";
import { readNumbers, readRange } from "../../questions/vary.js";
import type { Shard } from "../../results/shard.js";
import type { PeopleLimit } from "../../simulation/streams.js";
import { numberOf } from "../../table/numberText.js";
import { usageFault } from "../commandFault.js";

/** Reads the text of an option; `before` is what the same option has given so far, where it is repeated. */
type ReadText<T> = (text: string, before?: T) => Outcome<T, KeyFault>;

/** How commander is to read an option: what is wrong with its text ends the command, told under the option's name. */
export const readsOption =
  <T>(option: string, read: ReadText<T>) =>
  (text: string, before?: T): T => {
    const made = read(text, before);
    if (!("faults" in made)) return made.value;
    throw usageFault(made.faults.map((fault) => located(fault, { file: `--${option}`, path: "" })));
  };

const refused = (code: FaultCode, found: string, allowed: string): Outcome<never, KeyFault> => ({
  faults: [{ path: [], code, found, allowed }],
});

/** An option that may be repeated, its texts in a list. */
export const repeated = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
];

/** `--set PATH=VALUE`, each kept as it is written: what the path and value mean, the scenario tells. */
export const settings = readsOption("set", (text, before: readonly string[] = []) =>
  /^[^=]+=/.test(text)
    ? { value: [...before, text] }
    : refused("syntax", foundText(text), "PATH=VALUE, such as draws=200"),
);

/** `--threshold 20000 1e5` or `--threshold 0:50000:11`: amounts of money, alone or in even steps, each once. */
export const amountsGbp = readsOption("threshold", (text, before: readonly number[] = []) => {
  const amounts = text.includes(":") ? evenAmounts(text) : readNumbers([text]);
  if ("faults" in amounts) return amounts;
  const negative = amounts.value.find((amount) => amount < 0);
  if (negative !== undefined)
    return refused("out_of_range", String(negative), "GBP from 0, such as 20000, 1e5 or 0:50000:11");
  const twice = amounts.value.find((amount) => before.includes(amount));
  if (twice !== undefined) return refused("not_allowed", `${twice} twice`, "each threshold once");
  return { value: [...before, ...amounts.value] };
});

/** `LOW:HIGH:STEPS` as its amounts. */
function evenAmounts(text: string): Outcome<readonly number[], KeyFault> {
  const range = readRange(text);
  if ("faults" in range) return range;
  const { low, high, steps } = range.value;
  return steps === undefined
    ? refused("syntax", text, "LOW:HIGH:STEPS, such as 0:50000:11")
    : { value: evenSteps(low, high, steps) };
}

/** `--group prices=contracts,costs`: names of lists. */
export const namedLists = readsOption(
  "group",
  (text, before: Readonly<Record<string, readonly string[]>> = {}) => {
    const [, name, list] = /^([A-Za-z][\w-]*)=(.+)$/.exec(text) ?? [];
    if (name === undefined || list === undefined)
      return refused("syntax", foundText(text), "NAME=PATH,PATH, such as prices=contracts,costs");
    if (Object.hasOwn(before, name)) return refused("not_allowed", `${name} twice`, "each group once");
    return { value: { ...before, [name]: list.split(",").map((part) => part.trim()) } };
  },
);

/** `--shard 2/4`: which part of how many. */
export const shardOption = readsOption<Shard>("shard", (text) => {
  const [, part, of] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  if (part === undefined || of === undefined)
    return refused("syntax", foundText(text), "K/N, such as 2/4: the second of four");
  const shard = { part: Number(part), of: Number(of) };
  return shard.part >= 1 && shard.part <= shard.of
    ? { value: shard }
    : refused("out_of_range", text, "K/N, K from 1 to N");
});

/** A whole number of at least 1; `allowed` says so with one that makes sense for the option. */
function readWholeFromOne(text: string, allowed: string): Outcome<number, KeyFault> {
  const number = numberOf(text);
  return number !== undefined && Number.isSafeInteger(number) && number >= 1
    ? { value: number }
    : refused(number === undefined ? "wrong_type" : "out_of_range", foundText(number ?? text), allowed);
}

/** A whole number of at least 1; `example` is one that makes sense for the option. */
export const wholeFromOne = (option: string, example: number) =>
  readsOption<number>(option, (text) => readWholeFromOne(text, `a whole number from 1, such as ${example}`));

/** `--precision 1%`, `--precision £20000` or `--precision 20000`. */
export const precisionOption = readsOption<Precision>("precision", (text) => {
  const [, pound, digits = "", perCent] = /^(£?)([^£%]+)(%?)$/.exec(text.trim()) ?? [];
  const number = pound !== "" && perCent !== "" ? undefined : numberOf(digits.replaceAll(",", ""));
  const allowed = "a share or an amount above 0, such as 1% or £20000";
  if (number === undefined) return refused("wrong_type", foundText(text), allowed);
  if (!(number > 0)) return refused("out_of_range", text, allowed);
  return { value: perCent === "%" ? { share: number / 100 } : { gbp: number } };
});

/** `--people 1000` or `--people all`. */
export const peopleLimit = readsOption<PeopleLimit>("people", (text) =>
  text === "all" ? { value: text } : readWholeFromOne(text, "a whole number from 1, such as 1000, or all"),
);
