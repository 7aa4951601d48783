/**
 * Posting amounts to the items of a ledger: public lines split between council and NHS, contributions moved from payers
 * to the client, and lines of which only a share is cash.
 */
import type { ChargePayer } from "./charge.js";
import { type LineName, ledgerItem, ledgerItems, lineNames, lines, type Payer } from "./lines.js";
import { type MeasureName, measureNames } from "./measures.js";

/** Weeks in a month: 365.25/84. */
export const weeksInMonth = 365.25 / 84;

/** Position of each measure among a tally's items. */
export const measureAt = Object.fromEntries(
  measureNames.map((name, at) => [name, ledgerItems.length + at]),
) as Readonly<Record<MeasureName, number>>;
/** Position of the first need level, after ledger items and measures. */
export const firstNeedItem = ledgerItems.length + measureNames.length;

/** Index of a payer's item of a line, cash or not; −1 if the line has none. */
const itemOf = (line: LineName, payer: Payer, cashable: "yes" | "no"): number => {
  const meaning = lines[line];
  const isThere =
    (meaning.payers as readonly Payer[]).includes(payer) &&
    (meaning.cashable === "both" || meaning.cashable === cashable);
  return isThere ? ledgerItem(line, payer, cashable) : -1;
};

type LineItems = Readonly<Record<"yes" | "no", Readonly<Record<Payer, number>>>>;
const itemsOf = (line: LineName, cashable: "yes" | "no") => ({
  council: itemOf(line, "council", cashable),
  nhs: itemOf(line, "nhs", cashable),
  client: itemOf(line, "client", cashable),
  carer: itemOf(line, "carer", cashable),
});
const itemsByLine = Object.fromEntries(
  lineNames.map((line) => [line, { yes: itemsOf(line, "yes"), no: itemsOf(line, "no") }]),
) as Readonly<Record<LineName, LineItems>>;

/** Adds an amount to a public line, split between council and NHS. */
export function addPublic(
  into: Float64Array,
  line: LineName,
  amount: number,
  nhsShare: number,
  cashable: "yes" | "no" = "yes",
): void {
  if (amount === 0) return;
  const items = itemsByLine[line][cashable];
  into[items.council]! += (1 - nhsShare) * amount;
  if (nhsShare !== 0) into[items.nhs]! += nhsShare * amount;
}

/** Where an amount of a line goes: `outer` × (`inner` × amount) to an item. */
export interface Posting {
  readonly item: number;
  readonly inner: number;
  readonly outer: number;
}

/** An amount split between council and NHS, cash or not. */
function publicPostings(
  line: LineName,
  nhsShare: number,
  inner: number,
  cashable: "yes" | "no",
): readonly Posting[] {
  const items = itemsByLine[line][cashable];
  const council = { item: items.council, inner, outer: 1 - nhsShare };
  return nhsShare === 0 ? [council] : [council, { item: items.nhs, inner, outer: nhsShare }];
}

/**
 * Who pays what of a line. A contribution is to the council's share alone, since what the NHS pays for is free of charge: it
 * moves from the council to the client.
 */
export function postingsOf(line: LineName, payer: ChargePayer): readonly Posting[] {
  if ("contribution" in payer) {
    const { council, client } = itemsByLine[line].yes;
    const outer = 1 - payer.contribution.nhsShare;
    return [
      { item: council, inner: -1, outer },
      { item: client, inner: 1, outer },
    ];
  }
  if ("public" in payer) {
    const { nhsShare, cashableShare } = payer.public;
    if (cashableShare === undefined) return publicPostings(line, nhsShare, 1, "yes");
    return [
      ...publicPostings(line, nhsShare, cashableShare, "yes"),
      ...publicPostings(line, nhsShare, 1 - cashableShare, "no"),
    ];
  }
  const { yes, no } = itemsByLine[line];
  return [
    { item: yes[payer.alone], inner: payer.cashableShare, outer: 1 },
    { item: no[payer.alone], inner: 1 - payer.cashableShare, outer: 1 },
  ].filter(({ item }) => item >= 0);
}

/** Adds a site's items to every slice they belong to, in a financial year. */
export type Post = (
  items: Float64Array,
  group: number,
  quintile: number,
  deployment: number,
  year: number,
) => void;
