/** What contracts add to a net cost, told apart: volume used, paid for but not used, bought at the spot price, and the rest. */
import { type LineName, ledgerItems, type Payer, payers } from "../../accounts/lines.js";
import { difference } from "../../results/difference.js";
import { sumOfItems } from "../../results/envelope.js";
import { itemsAt, type RunResult, totalPeriod } from "../../results/runResult.js";

/** In the order in which they are shown. */
export const contractKinds = ["used", "stranded", "spot", "other"] as const;
export type ContractKind = (typeof contractKinds)[number];

export const contractKindLabels: Readonly<Record<ContractKind, string>> = {
  used: "volume used at contract prices",
  stranded: "paid for but unused (stranded)",
  spot: "bought at the spot price",
  other: "budgets and contributions at contract prices",
};

/** A part of what the contracts add, as `WhyPart` has the whole. */
export interface ContractPart {
  readonly kind: ContractKind;
  readonly values: Float64Array;
  readonly pence: number;
  readonly orderError: number;
}

export type ByPayer = Readonly<Record<Payer, Float64Array>>;

const kindOf = (line: LineName): ContractKind =>
  contractKinds.find((kind) => kind !== "other" && line.endsWith(`_${kind}`)) ?? "other";

/** Net cost of an arm, discounted, by kind of line and payer: one number a draw. */
export function netByKind(
  result: RunResult,
  arm: number,
  comparator: number,
): Readonly<Record<ContractKind, ByPayer>> {
  const { draws } = result.settings;
  const place = { slice: 0, period: totalPeriod(result) };
  const [own, other] = [arm, comparator].map((one) => itemsAt(result, { ...place, arm: one }));
  const net = (kind: ContractKind, payer: Payer): Float64Array => {
    const items = ledgerItems.flatMap((item, at) =>
      item.payer === payer && kindOf(item.line) === kind ? [at] : [],
    );
    return difference(sumOfItems(own!, draws, items), sumOfItems(other!, draws, items));
  };
  const byPayer = (kind: ContractKind): ByPayer =>
    Object.fromEntries(payers.map((payer) => [payer, net(kind, payer)])) as ByPayer;
  return Object.fromEntries(contractKinds.map((kind) => [kind, byPayer(kind)])) as Record<
    ContractKind,
    ByPayer
  >;
}
