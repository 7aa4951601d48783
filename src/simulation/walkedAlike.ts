/**
 * Which studies, and which arms of one, hold the same lives: those that differ only in inputs that are priced. A field's own
 * definition says which it is (`isPriced`), so that nothing is listed here.
 */
import { isPriced } from "../inputs/faceted.js";
import { isMap, type PlainMap } from "../inputs/plainMap.js";
import { inputsOf, isSplit, type StudyInput } from "../inputs/split.js";
import { armFields } from "../mechanisms/catalogue.js";
import type { Study } from "../scenario/study.js";
import { designedLuck } from "./dealtStructures.js";

type Inputs = readonly StudyInput[];

/** Whether two inputs are one, or the same number. */
function isSameInput(inputs: Inputs, own: number, otherInputs: Inputs, other: number): boolean {
  const [left, right] = [inputs[own]!, otherInputs[other]!];
  if (left === right) return true;
  return (
    left.leaf.distribution === undefined &&
    right.leaf.distribution === undefined &&
    left.leaf.value === right.leaf.value &&
    left.uprating === right.uprating
  );
}

const isPricedField = (inputs: Inputs, node: unknown): boolean =>
  isSplit(node) && inputsOf(node).every((input) => isPriced(inputs[input]!.leaf.spec));

/** Whether a map holds priced fields alone: it may be there on one side and not on the other. */
const isPricedPart = (inputs: Inputs, node: unknown): boolean =>
  node === undefined ||
  isPricedField(inputs, node) ||
  (isMap(node) && !isSplit(node) && Object.values(node).every((inside) => isPricedPart(inputs, inside)));

/** Whether two parts of bound scenarios say the same to a walk. */
function isAlike(inputs: Inputs, node: unknown, otherInputs: Inputs, other: unknown): boolean {
  // What both hold in one object was bound before they parted, to inputs that they share.
  if (node === other) return true;
  if (isPricedPart(inputs, node) && isPricedPart(otherInputs, other)) return true;
  if (isMap(node) && isMap(other)) {
    const keys = new Set([...Object.keys(node), ...Object.keys(other)]);
    return [...keys].every((key) => {
      const [left, right]: readonly unknown[] = [node[key], other[key]];
      // In a bound scenario a number under this key is that of an input, whole or in a series by year.
      if (key === "input" && typeof left === "number" && typeof right === "number")
        return isSameInput(inputs, left, otherInputs, right);
      return isAlike(inputs, left, otherInputs, right);
    });
  }
  if (Array.isArray(node) && Array.isArray(other)) {
    return (
      node.length === other.length &&
      node.every((inside, at) => isAlike(inputs, inside, otherInputs, other[at]))
    );
  }
  return node === other;
}

/** Arms of a study by how they are walked: those to walk, and for each arm the one of them whose lives it has. */
export interface WalkedArms {
  readonly arms: readonly string[];
  /** By arm of the study, a position in `arms`. */
  readonly of: readonly number[];
}

/**
 * The arms that are to be walked: one of each kind of arms that only prices tell apart. Of a study whose arms are all alike two
 * are kept, since an only arm is walked in one go and its last bits would be others.
 *
 * @example walkedArms(uncertainStudy).arms // ["contract", "budget"]
 */
export function walkedArms({ arms, scenario, inputs }: Study): WalkedArms {
  const distinct: string[] = [];
  // Of an arm mechanisms read their own keys alone, not what it is called or which arm it is like.
  const isSame = (arm: string, other: string): boolean =>
    Object.keys(armFields).every((key) => {
      const [own, others] = [arm, other].map((name) => (scenario.arms[name]! as PlainMap)[key]);
      return isAlike(inputs, own, inputs, others);
    });
  const of = arms.map((arm) => {
    const known = distinct.findIndex((other) => isSame(other, arm));
    return known >= 0 ? known : distinct.push(arm) - 1;
  });
  return { arms: distinct.length === 1 ? arms.slice(0, 2) : distinct, of };
}

/** How many of the first inputs two studies have in common. */
export function sharedInputs(inputs: Inputs, others: Inputs): number {
  const most = Math.min(inputs.length, others.length);
  let shared = 0;
  while (shared < most && inputs[shared] === others[shared]) shared++;
  return shared;
}

/** What two studies without structures must have in common beside the inputs of a walk: made by a change of inputs, they do. */
const same = [
  "timeline",
  "needs",
  "clientGroups",
  "sites",
  "deployments",
  "arms",
  "baseline",
  "correlations",
  "individuals",
] as const satisfies readonly (keyof Study)[];

function isWalkedAlikeAlone(study: Study, other: Study): boolean {
  if (!same.every((key) => study[key] === other[key])) return false;
  const shared = sharedInputs(study.inputs, other.inputs);
  // What one has and the other has not must take no luck, so that all else has the same.
  const added = [...study.inputs.slice(shared), ...other.inputs.slice(shared)];
  if (!added.every(({ leaf }) => leaf.distribution === undefined)) return false;
  return isAlike(study.inputs, study.scenario, other.inputs, other.scenario);
}

/**
 * Whether two studies have the same people, lives and luck, so that one walk serves both: they differ in inputs that are priced and
 * in nothing else, and one was made from the other by a change of inputs (`withNumber`). Told by what they share, so that two that
 * were read apart are not alike.
 *
 * @example isWalkedAlike(study, certainly(withNumber(study, "contracts.main.price", 20))) // true
 */
export function isWalkedAlike(study: Study, other: Study): boolean {
  if (study === other) return true;
  const { structures } = study;
  const others = other.structures;
  if (structures === undefined || others === undefined)
    return structures === others && isWalkedAlikeAlone(study, other);
  // The design lays out the luck of all structures together.
  const names = (whole: Study) => JSON.stringify(designedLuck(whole));
  return (
    structures.length === others.length &&
    structures.every(({ name, weight, study: own }, at) => {
      const { weight: otherWeight, name: otherName, study: otherOwn } = others[at]!;
      return weight === otherWeight && name === otherName && isWalkedAlikeAlone(own, otherOwn);
    }) &&
    names(study) === names(other)
  );
}
