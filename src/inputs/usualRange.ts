import type { QuantitySpec } from "./faceted.js";

/** The usual range of numbers of a unit, for fields that do not state their own. */
const byUnit: Readonly<Record<string, readonly [low: number, high: number]>> = {
  share: [-1, 1],
  ratio: [0, 10],
  "hazard ratio": [0, 20],
  "odds ratio": [0, 50],
  elasticity: [0, 20],
  // Three a year is a mean wait of four months.
  "per year": [0, 3],
};

/**
 * The usual range of a field's numbers, within what the field allows: for warnings, and for where to look for a break-even.
 * Undefined for quantities without a usual size: money, people, hours.
 *
 * @example usualRange({ unit: "ratio", description: "…", min: 0 }) // { low: 0, high: 10 }
 */
export function usualRange(spec: QuantitySpec): { readonly low: number; readonly high: number } | undefined {
  const [low, high] = byUnit[spec.unit] ?? [];
  if (low === undefined || high === undefined) return undefined;
  return {
    low: Math.max(low, spec.min ?? low),
    high: Math.min(spec.usualMax ?? high, spec.max ?? Number.POSITIVE_INFINITY),
  };
}
