/** What a finding expects, in the terms of the judge. */
import { normalQuantile } from "../quantity/normalQuantile.js";
import type { ExpectationFile, SeriesWord } from "../scenario/schema/findings.js";
import type { Expectation } from "./judge.js";

/** Expectations that are a range for one number. */
export type PlainExpectation = Extract<
  ExpectationFile,
  | { readonly between: unknown }
  | { readonly above: unknown }
  | { readonly below: unknown }
  | { readonly at_least: unknown }
  | { readonly at_most: unknown }
  | { readonly sign: unknown }
>;

const plainKeys = ["between", "above", "below", "at_least", "at_most", "sign"];

export const isPlainExpectation = (expect: ExpectationFile): expect is PlainExpectation =>
  typeof expect === "object" && plainKeys.some((key) => key in expect);

export function expectationOf(expect: PlainExpectation): Expectation {
  if ("between" in expect) return { kind: "range", low: expect.between[0], high: expect.between[1] };
  if ("above" in expect) return { kind: "above", low: expect.above };
  if ("below" in expect) return { kind: "below", high: expect.below };
  if ("at_least" in expect) return { kind: "at_least", low: expect.at_least };
  if ("at_most" in expect) return { kind: "at_most", high: expect.at_most };
  return { kind: "sign", sign: expect.sign };
}

export const isSeriesWord = (expect: ExpectationFile): expect is SeriesWord =>
  typeof expect === "string" && expect !== "zero_within_error";

/**
 * The population shares p of which a survey gives the stated share within its 95% sampling interval: |s − p| ≤ z·√(p(1 −
 * p)/n), which is the score interval of s (Wilson, JASA 1927;22:209–212).
 *
 * @example samplingRange({ share: 0.5, sample_size: 100 }) // { low: 0.4038…, high: 0.5961… }
 */
export function samplingRange({
  share,
  sample_size: size,
}: {
  readonly share: number;
  readonly sample_size: number;
}): { readonly low: number; readonly high: number } {
  const z = normalQuantile(0.975);
  const weight = (z * z) / size;
  const centre = (share + weight / 2) / (1 + weight);
  const half = (z * Math.sqrt((share * (1 - share)) / size + weight / (4 * size))) / (1 + weight);
  return { low: centre - half, high: centre + half };
}
