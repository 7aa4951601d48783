/**
 * Posting amounts to the items of a ledger: public lines split between council and NHS, contributions moved from payers
 * to the client, and lines of which only a share is cash.
 */
import { type LineName, ledgerItem, ledgerItems, lines } from "./lines.js";
import { type MeasureName, measureNames } from "./measures.js";

/** Weeks in a month: 365.25/84. */
export const weeksInMonth = 365.25 / 84;

/** Position of each measure among a tally's items. */
export const measureAt = Object.fromEntries(
  measureNames.map((name, at) => [name, ledgerItems.length + at]),
) as Readonly<Record<MeasureName, number>>;
/** Position of the first need level, after ledger items and measures. */
export const firstNeedItem = ledgerItems.length + measureNames.length;

/** Items of a public line: council and NHS, cash or not. */
interface PublicItems {
  readonly council: number;
  readonly nhs: number;
}
const publicItems = (line: LineName, cashable: "yes" | "no"): PublicItems => ({
  council: ledgerItem(line, "council", cashable),
  nhs: ledgerItem(line, "nhs", cashable),
});
export const cashLines = Object.fromEntries(
  Object.entries(lines)
    .filter(([, meaning]) => (meaning.payers as readonly string[]).includes("council"))
    .map(([line]) => [line, publicItems(line as LineName, "yes")]),
) as Readonly<Record<string, PublicItems>>;
const noCashLines = {
  care_manager_time: publicItems("care_manager_time", "no"),
  other_services_replaced: publicItems("other_services_replaced", "no"),
};
const clientContributions = ledgerItem("client_contributions", "client", "yes");

/** Adds an amount to a public line, split between council and NHS. */
export function addPublic(into: Float64Array, items: PublicItems, amount: number, nhsShare: number): void {
  if (amount === 0) return;
  into[items.council]! += (1 - nhsShare) * amount;
  if (nhsShare !== 0) into[items.nhs]! += nhsShare * amount;
}

/** What a client contributes to an amount: taken off its payers and put on the client. */
export function addContribution(into: Float64Array, amount: number, nhsShare: number): void {
  if (amount === 0) return;
  addPublic(into, cashLines.client_contributions!, -amount, nhsShare);
  into[clientContributions]! += amount;
}

/** A line of which only a share is cash. */
export function addPartlyCash(
  into: Float64Array,
  line: "care_manager_time" | "other_services_replaced",
  amount: number,
  nhsShare: number,
  cashableShare: number,
): void {
  addPublic(into, cashLines[line]!, cashableShare * amount, nhsShare);
  addPublic(into, noCashLines[line], (1 - cashableShare) * amount, nhsShare);
}

/** Where the site's numbers go: every slice they belong to, at a financial year. */
export type Post = (
  items: Float64Array,
  group: number,
  quintile: number,
  deployment: number,
  year: number,
) => void;
