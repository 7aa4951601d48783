/** What a quality-adjusted year is held to be worth by the bodies that set such thresholds. */
import { gdpDeflator } from "../../quantity/gdpDeflator.js";
import type { PriceYear } from "../../quantity/priceIndex.js";
import { makePriceIndex, uprate } from "../../quantity/priceIndex.js";

export interface PublishedThreshold {
  readonly gbp: number;
  /** The year whose money it is in. */
  readonly priceYear: string;
  /** Who set it. */
  readonly setBy: string;
  /** Row of the evidence table. */
  readonly source: string;
}

/**
 * NICE's range for ordinary treatments, as it stood to March 2026 (the money of 2013, when its methods guide last set it out)
 * and as it stands since, and HM Treasury's value from the Green Book. All are meant for health: years weighted by EQ-5D.
 */
export const publishedThresholds: readonly PublishedThreshold[] = [
  { gbp: 20_000, priceYear: "2013", setBy: "NICE", source: "nice-threshold" },
  { gbp: 30_000, priceYear: "2013", setBy: "NICE", source: "nice-threshold" },
  { gbp: 25_000, priceYear: "2026", setBy: "NICE", source: "nice-threshold-2026" },
  { gbp: 35_000, priceYear: "2026", setBy: "NICE", source: "nice-threshold-2026" },
  { gbp: 70_000, priceYear: "2020/21", setBy: "HM Treasury", source: "hmt-qaly-2022" },
];

/** A published threshold in the money of a scenario. */
export interface UpratedThreshold extends PublishedThreshold {
  /** Whole GBP of the scenario's price year. */
  readonly upratedGbp: number;
}

const lastYear = gdpDeflator.at(-1)!.year;

/**
 * The published thresholds in the prices of a year, by the GDP deflator, as the Green Book prescribes. A year after
 * the deflator's last is taken as the last. In a price year that the deflator does not hold, they stay as published.
 *
 * @example
 * // £70,000 of 2020/21 in 2010/11: 70,000 × 69.1217 ÷ 85.2137
 * thresholdsAt("2010/11").find(({ gbp }) => gbp === 70_000)?.upratedGbp; // 56_781
 */
export function thresholdsAt(priceYear: PriceYear): readonly UpratedThreshold[] {
  const index = makePriceIndex(gdpDeflator);
  return publishedThresholds.map((threshold): UpratedThreshold => {
    const from = Math.min(Number(threshold.priceYear.slice(0, 4)), lastYear);
    const factor = "faults" in index ? index : uprate(index.value, from, priceYear);
    return {
      ...threshold,
      upratedGbp: Math.round("faults" in factor ? threshold.gbp : threshold.gbp * factor.value),
    };
  });
}

/** The thresholds that are asked about where nobody names any: ascending, each once, in the prices of a year. */
export const defaultThresholdsGbp = (priceYear: PriceYear): readonly number[] =>
  [...new Set(thresholdsAt(priceYear).map(({ upratedGbp }) => upratedGbp))].sort((a, b) => a - b);

const asTyped = (gbp: number): string => `£${String(gbp).replace(/\B(?=(\d{3})+$)/g, ",")}`;

/** Who set the published thresholds, when, and what they are in the prices of a year. */
export function uprateWords(priceYear: PriceYear): string {
  const [oldLow, oldHigh, newLow, newHigh, treasury] = thresholdsAt(priceYear).map(({ upratedGbp }) =>
    asTyped(upratedGbp),
  );
  return (
    `Thresholds in ${priceYear} prices, by the GDP deflator: ${oldLow} and ${oldHigh} are NICE's £20,000 to £30,000 of 2013, ` +
    `in force to March 2026; ${newLow} and ${newHigh} its £25,000 to £35,000 since April 2026 (deflated from ${lastYear}, the ` +
    `deflator's last year); ${treasury} HM Treasury's £70,000 of 2020/21.`
  );
}

/** The published thresholds as they are, for a table whose price year nobody knows: ascending. */
export const thresholdsAsPublishedGbp: readonly number[] = publishedThresholds
  .map(({ gbp }) => gbp)
  .sort((a, b) => a - b);

/** Who set them, in words, with the evidence rows. */
export const publishedWords =
  "NICE £20,000 to £30,000 of 2013, to March 2026 (nice-threshold), and £25,000 to £35,000 since April 2026 " +
  "(nice-threshold-2026); HM Treasury £70,000 of 2020/21 (hmt-qaly-2022)";
