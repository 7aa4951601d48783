/**
 * Prices lives that have been priced before at other prices, working out anew only what those move: the items of a tally do not
 * depend on one another, so that every other item stays as it is, to the bit.
 */
import { ledgerItems } from "../accounts/lines.js";
import { measureAt } from "../accounts/posting.js";
import type { PlainMap } from "../inputs/plainMap.js";
import { mechanisms } from "../mechanisms/catalogue.js";
import type { Lives, LivesLayout } from "../simulation/lives.js";
import type { SiteDraw } from "../simulation/siteDraw.js";
import { addCharge, type CompiledCharge } from "./compiledCharges.js";
import type { GroupCharges } from "./groupCharges.js";
import { countsOf, indicesOf } from "./priceCell.js";
import { type ContractsByYear, priceContracts } from "./priceContracts.js";
import { priceProgramme } from "./priceProgramme.js";
import {
  type ArmBefore,
  type ArmPrices,
  type ArmTally,
  armPrices,
  type PriceOfCell,
  poster,
  priceArm,
  priceCells,
  type SitePrices,
} from "./priceSite.js";
import type { TallyLayout } from "./tally.js";

const itemsWhere = (isMeant: (line: string) => boolean): readonly number[] =>
  ledgerItems.flatMap(({ line }, item) => (isMeant(line) ? [item] : []));
const contractItems = itemsWhere((line) => /_(used|spot|stranded)$/.test(line));
const programmeItems = itemsWhere((line) => line === "programme");

/** Measures that quality weights add to beside what mechanisms count. */
const livedItems = [measureAt.qalys_ascot, measureAt.qalys_eq5d] as const;

const isSameRow = (left: ArrayLike<number> | undefined, right: ArrayLike<number> | undefined): boolean => {
  if (left === right) return true;
  if (left === undefined || right === undefined || left.length !== right.length) return false;
  for (let k = 0; k < left.length; k++) if (left[k] !== right[k]) return false;
  return true;
};

function isSameCharge(left: CompiledCharge, right: CompiledCharge): boolean {
  if (left === right) return true;
  return (
    left.parts.length === right.parts.length &&
    left.postings.length === right.postings.length &&
    left.parts.every((part, at) => {
      const other = right.parts[at]!;
      return (
        part.over === other.over &&
        part.each === other.each &&
        part.index === other.index &&
        isSameRow(part.counts, other.counts) &&
        isSameRow(part.rates, other.rates) &&
        isSameRow(part.eachByQuintile, other.eachByQuintile)
      );
    }) &&
    left.postings.every(({ item, inner, outer }, at) => {
      const other = right.postings[at]!;
      return item === other.item && inner === other.inner && outer === other.outer;
    })
  );
}

/** Marks the items that charges move of which two lists, in the same order, say something else. */
function markMoved(
  moved: Uint8Array,
  before: readonly CompiledCharge[],
  after: readonly CompiledCharge[],
): void {
  after.forEach((charge, at) => {
    if (isSameCharge(before[at]!, charge)) return;
    for (const { item } of [...before[at]!.postings, ...charge.postings]) moved[item] = 1;
  });
}

const isSameContracts = (before: ContractsByYear, after: ContractsByYear): boolean =>
  before === after ||
  after.every((contracts, year) =>
    contracts.every(({ kind, share, nhsShare, terms }, at) => {
      const other = before[year]![at]!;
      return (
        kind === other.kind &&
        share === other.share &&
        nhsShare === other.nhsShare &&
        isSameRow(termsOf(terms), termsOf(other.terms))
      );
    }),
  );

const termsOf = (terms: ContractsByYear[number][number]["terms"]): readonly number[] =>
  Object.values(terms).map((term: number | undefined) => term ?? Number.NEGATIVE_INFINITY);

/** Whether what all amounts are worked out with is the same: growth, reference prices, quality weights. */
const isSameBasis = (before: ArmPrices, after: ArmPrices): boolean =>
  isSameRow(before.carePrices, after.carePrices) &&
  isSameRow(before.wages, after.wages) &&
  after.charges.every((inYears, group) =>
    inYears.every((own, year) => {
      const other = before.charges[group]![year]!;
      return (
        own.referenceGbp === other.referenceGbp &&
        own.nhsShare === other.nhsShare &&
        isSameRow(own.ascot, other.ascot) &&
        isSameRow(own.eq5d, other.eq5d)
      );
    }),
  );

/**
 * Whether an arm's prices are the ones it had in the other study, told without working them out: nothing that they are read from
 * was touched. Of one study in two draws nothing can be told so.
 */
function isUntouched({ study }: SiteDraw, { study: before }: SitePrices, arm: string): boolean {
  const [own, other] = [study.scenario, before.scenario];
  const baseline = study.arms[study.baseline]!;
  return (
    study !== before &&
    own.arms[arm] === other.arms[arm] &&
    own.arms[baseline]!.contracts === other.arms[baseline]!.contracts &&
    own.costs === other.costs &&
    own.contracts === other.contracts &&
    own.outcomes === other.outcomes
  );
}

/**
 * Which mechanisms an arm states otherwise than in the other study, told by what was touched: each reads its own keys, and beside them
 * the shares of payers. Undefined where those, or what all amounts go by, may differ too.
 */
function touchedIn(
  { study }: SiteDraw,
  { study: before }: SitePrices,
  arm: string,
): ArmBefore["isTouched"] | undefined {
  const [own, other] = [study.scenario, before.scenario];
  const [policy, otherPolicy]: readonly PlainMap[] = [own.arms[arm]!, other.arms[arm]!];
  const baseline = study.arms[study.baseline]!;
  const isSame =
    study !== before &&
    own.contracts === other.contracts &&
    own.outcomes === other.outcomes &&
    own.arms[baseline]!.contracts === other.arms[baseline]!.contracts &&
    own.costs.nhs_share === other.costs.nhs_share &&
    own.costs.reference_price === other.costs.reference_price &&
    policy!.contracts === otherPolicy!.contracts &&
    policy!.budget_setting === otherPolicy!.budget_setting;
  if (!isSame) return undefined;
  const differs = (keys: object | undefined, left: PlainMap, right: PlainMap): boolean =>
    Object.keys(keys ?? {}).some((key) => left[key] !== right[key]);
  const touched = new Set(
    mechanisms.filter(
      ({ fields, costs, cashable }) =>
        differs(fields, policy!, otherPolicy!) ||
        differs(costs, own.costs, other.costs) ||
        differs(cashable, own.costs.cashable, other.costs.cashable),
    ),
  );
  return (mechanism) => touched.has(mechanism);
}

/** Charges of a client group, only those that post to some items. */
function chargesTo(items: Uint8Array, { everyone, holders }: GroupCharges) {
  const posting = (charges: readonly CompiledCharge[]): readonly CompiledCharge[] =>
    charges.flatMap((charge) => {
      const postings = charge.postings.filter(({ item }) => items[item] === 1);
      return postings.length === 0 ? [] : [{ ...charge, postings }];
    });
  return { everyone: posting(everyone), holders: holders.map(posting) };
}

/** Posts an arm's charges to some items of a tally. */
function repriceCells(
  items: Uint8Array,
  { carePrices, wages, charges }: ArmPrices,
  layout: LivesLayout,
  lives: Lives,
  post: ReturnType<typeof poster>,
): void {
  const known = new Map<GroupCharges, ReturnType<typeof chargesTo>>();
  const some = charges.map((inYears) =>
    inYears.map((own) => {
      const found = known.get(own) ?? chargesTo(items, own);
      known.set(own, found);
      return found;
    }),
  );
  const price: PriceOfCell = (into, cell, group, year) => {
    const { everyone, holders } = some[group]![year]!;
    const ofHolders = cell.deployment === 0 ? [] : holders[cell.deployment - 1]!;
    if (everyone.length === 0 && ofHolders.length === 0) return;
    const counts = countsOf(cell);
    const indices = indicesOf(charges[group]![year]!, carePrices[year]!, wages[year]!);
    for (const charge of everyone) addCharge(into, charge, counts, cell.quintile, indices);
    for (const charge of ofHolders) addCharge(into, charge, counts, cell.quintile, indices);
  };
  priceCells(layout, lives, items.length, price, post);
}

/** Prices an arm anew where its prices differ from before, and gives the items it did so for, 1 each. */
function repriceArm(
  draw: SiteDraw,
  before: ArmPrices,
  after: ArmPrices,
  layout: LivesLayout,
  lives: Lives,
  into: ArmTally,
): Uint8Array {
  const { study } = draw;
  const moved = new Uint8Array(into.tallies.items.length);
  if (!isSameBasis(before, after)) {
    priceArm(draw, after, layout, lives, into);
    return moved.fill(1);
  }
  after.charges.forEach((inYears, group) => {
    inYears.forEach((own, year) => {
      const other = before.charges[group]![year]!;
      const isTold = year > 0 && own === inYears[year - 1] && other === before.charges[group]![year - 1];
      if (isTold) return;
      markMoved(moved, other.everyone, own.everyone);
      own.holders.forEach((charges, deployment) => {
        markMoved(moved, other.holders[deployment]!, charges);
      });
    });
  });
  if (livedItems.some((item) => moved[item] === 1)) {
    priceArm(draw, after, layout, lives, into);
    return moved.fill(1);
  }
  const post = poster(study, into);
  if (moved.includes(1)) repriceCells(moved, after, layout, lives, post);
  if (!after.contracts.every((inYears, group) => isSameContracts(before.contracts[group]!, inYears))) {
    for (const item of contractItems) moved[item] = 1;
    after.contracts.forEach((inYears, group) => {
      priceContracts(inYears, study.timeline.monthsBefore, layout, lives, group, after.carePrices, post);
    });
  }
  for (const item of programmeItems) moved[item] = 1;
  priceProgramme(draw, study.arms[into.arm]!, layout, lives, after.charges, after.wages, post);
  return moved;
}

/**
 * Adds to a draw's tally, for a site whose lives have been priced before, the items that other prices move.
 *
 * @returns by arm, which items were added, 1 each: all others are those of the tally before
 */
export function repriceSite(
  draw: SiteDraw,
  layout: LivesLayout,
  lives: readonly Lives[],
  before: SitePrices,
  tally: Float64Array,
  tallies: TallyLayout,
): readonly Uint8Array[] {
  const { study, site } = draw;
  return study.arms.map((name, arm) => {
    if (isUntouched(draw, before, name)) return new Uint8Array(tallies.items.length);
    const into = { arm, site, tally, tallies };
    const prices = before.arms[arm]!;
    const isTouched = touchedIn(draw, before, name);
    const after = armPrices(draw, name, isTouched && { prices, isTouched });
    return repriceArm(draw, prices, after, layout, lives[arm]!, into);
  });
}
