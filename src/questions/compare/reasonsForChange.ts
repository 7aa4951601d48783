/** Why did this number change? What two runs were given that differs, and how much of the change each difference made. */

import { closingPence } from "../../decision/closingPence.js";
import { exactShapley } from "../../decision/shapley.js";
import { dottedPath } from "../../faults/keyPath.js";
import { isMap, type PlainMap } from "../../inputs/plainMap.js";
import { sameSumShare } from "../../quantity/rounding.js";

/** A key at which two scenarios differ: the value before and after, undefined where there is none. */
export interface ScenarioChange {
  readonly path: readonly string[];
  readonly from: unknown;
  readonly to: unknown;
}

const isInput = (node: unknown): boolean => isMap(node) && ("value" in node || "distribution" in node);

/** Keys of an input that say where it comes from and change no number. */
const papers = ["source", "locator", "note", "label", "quality", "impact", "owner", "date"];

const withoutPapers = (node: unknown): unknown => {
  if (!isMap(node) || !isInput(node)) return node;
  const bare = Object.fromEntries(Object.entries(node).filter(([key]) => !papers.includes(key)));
  return Object.keys(bare).length === 1 && "value" in bare ? bare.value : bare;
};

const canonical = (node: unknown): string =>
  JSON.stringify(node, (_, part: unknown) =>
    isMap(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  ) ?? "";

/** Keys of a scenario about its presentation or its run, not about what is simulated. */
const untold = ["title", "question", "note", "findings", "draws", "seed", "design", "simulated_people"];

/**
 * Where two scenarios (plain data, extended and with `--set` applied) differ in what is simulated: maps are compared key
 * by key, inputs and lists as wholes. Sources, notes and labels are no difference, nor are draws, seed, design and people:
 * those are the run's. In the order of the first scenario, then of the second.
 *
 * @example scenarioChanges({ arms: { budget: { bias: 0 } } }, { arms: { budget: { bias: -0.1 } } })[0].path
 * // ["arms", "budget", "bias"]
 */
export function scenarioChanges(before: unknown, after: unknown): readonly ScenarioChange[] {
  const changes: ScenarioChange[] = [];
  const walk = (from: unknown, to: unknown, path: readonly string[]): void => {
    if (isMap(from) && isMap(to) && !isInput(from) && !isInput(to)) {
      for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
        if ((path.length === 0 && untold.includes(key)) || key === "label") continue;
        walk(from[key], to[key], [...path, key]);
      }
    } else if (canonical(withoutPapers(from)) !== canonical(withoutPapers(to))) {
      changes.push({ path, from, to });
    }
  };
  walk(before, after, []);
  return changes;
}

/** A scenario with some changes made in it; maps on the way are made where they are missing. */
export function withChanges(scenario: PlainMap, changes: readonly ScenarioChange[]): PlainMap {
  return changes.reduce<PlainMap>((node, { path, to }) => changedAt(node, path, to), scenario);
}

function changedAt(node: PlainMap, [key, ...rest]: readonly string[], to: unknown): PlainMap {
  if (key === undefined) throw new RangeError("a change requires a path");
  if (rest.length > 0) {
    const inner = node[key];
    return { ...node, [key]: changedAt(isMap(inner) ? inner : {}, rest, to) };
  }
  if (to !== undefined) return { ...node, [key]: to };
  const { [key]: _, ...others } = node;
  return others;
}

/** Changes that are made together. */
export interface ChangeGroup {
  readonly name: string;
  readonly changes: readonly ScenarioChange[];
}

/**
 * Changes grouped by the first so many keys of their paths; a group of one goes by its whole path.
 *
 * @param depth keys; Infinity for each change by itself
 */
export function groupChanges(changes: readonly ScenarioChange[], depth: number): readonly ChangeGroup[] {
  const groups = new Map<string, ScenarioChange[]>();
  for (const change of changes) {
    const name = dottedPath(change.path.slice(0, depth === Number.POSITIVE_INFINITY ? undefined : depth));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [change]);
    else group.push(change);
  }
  return [...groups].map(([name, members]) => ({
    name: members.length === 1 ? dottedPath(members[0]!.path) : name === "" ? "the scenario" : name,
    changes: members,
  }));
}

/** Up to this many differences, a change is split over all orders of making them. */
const MOST_IN_ALL_ORDERS = 4;

/**
 * Which combinations of differences a split has to run: bit i of a mask is difference i. All of them for up to four; for
 * more, those met on the way from none to all in the order given, and in its reverse.
 */
export function combinationsToRun(differences: number): readonly number[] {
  const all = (1 << differences) - 1;
  if (differences <= MOST_IN_ALL_ORDERS) return Array.from({ length: all + 1 }, (_, mask) => mask);
  const masks = new Set([0]);
  for (let made = 1; made <= differences; made++) {
    masks.add((1 << made) - 1);
    masks.add(all - ((1 << (differences - made)) - 1));
  }
  return [...masks].sort((a, b) => a - b);
}

/** How the change of one headline is split, GBP. */
export interface ChangeSplit {
  readonly before: number;
  readonly after: number;
  /** One share for each difference. */
  readonly shares: readonly number[];
  /** What running again with all differences does not explain. */
  readonly remainder: number;
  /** Shares, then the remainder, in whole pence that add up to the change in whole pence. */
  readonly pence: readonly number[];
}

/**
 * Splits the change of headlines between the differences that made it: what each adds, averaged over all orders of making
 * them (Shapley values) for up to four, over the given order and its reverse for more. Both add up to the headline with all
 * made less that with none; what the recorded headlines moved by beyond that is the remainder (another version, or a table
 * that is not as it was).
 *
 * @param differences how many
 * @param headlineOf by mask of differences made: one number a headline; asked for `combinationsToRun` only
 * @param recorded the headlines as the two runs told them
 * @returns one split a headline
 * @example await splitChange(1, async (mask) => [mask === 1 ? 30 : 10], [{ before: 10, after: 31 }])
 * // [{ before: 10, after: 31, shares: [20], remainder: 1, … }]
 */
export async function splitChange(
  differences: number,
  headlineOf: (mask: number) => Promise<readonly number[]>,
  recorded: readonly { readonly before: number; readonly after: number }[],
): Promise<readonly ChangeSplit[]> {
  const shares = await sharesOf(differences, headlineOf);
  return recorded.map(({ before, after }, headline) => {
    const own = shares.map((share) => share[headline]!);
    const explained = own.reduce((sum, share) => sum + share, 0);
    const left = after - before - explained;
    const remainder = Math.abs(left) <= sameSumShare * Math.max(Math.abs(before), Math.abs(after)) ? 0 : left;
    return {
      before,
      after,
      shares: own,
      remainder,
      pence: closingPence([...own, remainder], after - before),
    };
  });
}

async function sharesOf(
  differences: number,
  headlineOf: (mask: number) => Promise<readonly number[]>,
): Promise<readonly ArrayLike<number>[]> {
  if (differences === 0) return [];
  if (differences <= MOST_IN_ALL_ORDERS) return (await exactShapley(differences, headlineOf)).contributions;
  const known = new Map<number, readonly number[]>();
  for (const mask of combinationsToRun(differences)) known.set(mask, await headlineOf(mask));
  const step = (from: number, to: number): readonly number[] =>
    known.get(to)!.map((value, headline) => value - known.get(from)![headline]!);
  const all = (1 << differences) - 1;
  return Array.from({ length: differences }, (_, at) => {
    const forward = step((1 << at) - 1, (1 << (at + 1)) - 1);
    const backward = step(all - ((1 << (at + 1)) - 1), all - ((1 << at) - 1));
    return forward.map((value, headline) => (value + backward[headline]!) / 2);
  });
}
