/** Reads an input stated by financial year: `{ by_year: { 2011/12: 14, 2015/16: 16 }, between: linear }`. */
import { foundText } from "../faults/foundText.js";
import { type KeyFault, meaning, nearestOf, unknownKey } from "../faults/keyFault.js";
import { parseFinancialYear } from "../quantity/financialYear.js";
import { yearMeant } from "../quantity/priceYear.js";
import { allowedRange, type Faceted, provenanceKeys, type QuantitySpec, type YearLeaf } from "./faceted.js";
import { isMap, type PlainMap } from "./plainMap.js";
import { readInputMap, readNumber, readProvenance } from "./readLeaf.js";
import { betweenWords } from "./yearSeries.js";

/** Why a field may not be stated by year, in words that follow its range. */
const wholeRunWords = (spec: QuantitySpec): string =>
  `${allowedRange(spec)}, the same in every year${typeof spec.byYear === "string" ? `: ${spec.byYear}` : ""}`;

/** The last calendar year that a financial year's label of four digits can start in. */
const lastYear = 9998;

/** One year's number or distribution; undefined if there was a fault. */
function readYear(
  spec: QuantitySpec,
  label: string,
  node: unknown,
  shared: PlainMap,
  path: readonly string[],
  faults: KeyFault[],
): YearLeaf | undefined {
  const year = parseFinancialYear(label);
  if (year === undefined || year > lastYear) {
    const meant = yearMeant(label);
    faults.push({
      path,
      code: "not_allowed",
      found: foundText(label),
      allowed: "a financial year such as 2011/12",
      ...meaning(meant !== label && meant?.includes("/") === true ? meant : undefined),
    });
    return undefined;
  }
  if (isMap(node) && ("value" in node || "distribution" in node)) {
    const read = readInputMap(spec, { ...shared, ...node }, path, faults);
    if (read === undefined || !("leaf" in read)) return undefined;
    const { across, distribution } = read.leaf;
    if (across === "people" || distribution?.name === "dirichlet") {
      faults.push({
        path: [...path, across === "people" ? "across" : "distribution"],
        code: "not_allowed",
        found: across === "people" ? "people" : "dirichlet",
        allowed:
          across === "people"
            ? "draws, sites (a series by year is the same for everyone)"
            : "a distribution of one number: the years of a series share one luck",
      });
      return undefined;
    }
    return { year, leaf: read.leaf };
  }
  if (isMap(node)) {
    const splits = Object.keys(node).filter((key) => key.startsWith("by_"));
    faults.push({
      path,
      code: "wrong_type",
      found: `a map of ${Object.keys(node).join(", ") || "nothing"}`,
      allowed: `${allowedRange(spec)} or a distribution${
        splits.length === 0 ? "" : `; ${splits[0]} goes outside, with a by_year for each of its parts`
      }`,
    });
    return undefined;
  }
  const leaf = readNumber(spec, node, path, faults);
  return leaf === undefined
    ? undefined
    : { year, leaf: { ...leaf, provenance: readProvenance(spec, shared, path, []) } };
}

/** Reads a map with `by_year`; undefined if there was a fault. Sources and notes beside it hold for every year. */
export function readYears(
  spec: QuantitySpec,
  map: PlainMap,
  path: readonly string[],
  faults: KeyFault[],
): Faceted | undefined {
  const before = faults.length;
  const { by_year: stated, between = "linear", ...shared } = map;
  if (spec.byYear !== true) {
    const allowed = wholeRunWords(spec);
    faults.push({ path: [...path, "by_year"], code: "not_allowed", found: "by_year", allowed });
    return undefined;
  }
  const isBetween = betweenWords.some((word) => word === between);
  if (!isBetween) {
    const found = foundText(between);
    const nearest = typeof between === "string" ? nearestOf(between, betweenWords) : {};
    const allowed = betweenWords.join(", ");
    faults.push({ path: [...path, "between"], code: "not_allowed", found, allowed, ...nearest });
  }
  const known = ["by_year", "between", ...provenanceKeys];
  for (const key of Object.keys(shared)) {
    if (!known.includes(key)) faults.push(unknownKey([...path, key], known));
  }
  readProvenance(spec, shared, path, faults);
  if (!isMap(stated) || Object.keys(stated).length === 0) {
    faults.push({
      path: [...path, "by_year"],
      code: isMap(stated) ? "missing_key" : "wrong_type",
      found: isMap(stated) ? "an empty map" : foundText(stated),
      allowed: "a map from each financial year, such as 2011/12, to a number or distribution",
    });
    return undefined;
  }
  const papers = faults.length > before ? {} : shared;
  const years = Object.entries(stated).flatMap(
    ([label, node]) => readYear(spec, label, node, papers, [...path, "by_year", label], faults) ?? [],
  );
  if (faults.length > before) return undefined;
  const across = new Set(years.flatMap(({ leaf }) => (leaf.distribution === undefined ? [] : [leaf.across])));
  if (across.size > 1) {
    faults.push({
      path: [...path, "by_year"],
      code: "inconsistent",
      found: "years across draws and years across sites",
      allowed: "one `across` for all distributions of a series: its years share one luck",
    });
    return undefined;
  }
  years.sort((one, other) => one.year - other.year);
  return { years, between: between as (typeof betweenWords)[number] };
}
