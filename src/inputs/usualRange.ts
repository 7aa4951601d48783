import type { QuantitySpec } from "./faceted.js";

/** What numbers of a unit usually lie between, where a field does not say it of itself. */
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
 * What a field's numbers usually lie between, for warnings and for where to look for a break-even; within what the field allows.
 * Undefined for quantities that have no usual size: money, people, hours.
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
