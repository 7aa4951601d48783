import type { KeyFault } from "../faults/keyFault.js";
import type { Outcome } from "../faults/outcome.js";

/** What a finding should come out as. Ranges include their ends; a sign excludes 0. */
export type Expectation =
  | { readonly kind: "range"; readonly low: number; readonly high: number }
  | { readonly kind: "at_least"; readonly low: number }
  | { readonly kind: "at_most"; readonly high: number }
  | { readonly kind: "above"; readonly low: number }
  | { readonly kind: "below"; readonly high: number }
  | { readonly kind: "sign"; readonly sign: "positive" | "negative" }
  | { readonly kind: "equals"; readonly value: number; readonly within: number };

/** The values a metric can take at all: a probability lies between 0 and 1. */
export interface PossibleValues {
  readonly low: number;
  readonly high: number;
}

/** What was found: a mean over draws and its Monte Carlo standard error. */
export interface Found {
  readonly value: number;
  readonly mcse: number;
  readonly draws: number;
}

export type VerdictWord = "reproduced" | "not_reproduced" | "inconclusive";

export interface Verdict {
  readonly verdict: VerdictWord;
  /** found ± 2 Monte Carlo standard errors. */
  readonly low: number;
  readonly high: number;
  /**
   * For an inconclusive finding: about how many draws would settle it if the mean stayed where it is, errors shrinking as
   * 1 ÷ √draws. Undefined where the mean stands on the edge itself, or so near that more than `mostDrawsAsked` would be needed.
   */
  readonly drawsToSettle: number | undefined;
}

interface Allowed {
  readonly low: number;
  readonly high: number;
  /** Whether the ends themselves are allowed. */
  readonly closed: boolean;
}

/**
 * Was a claim reproduced? *Reproduced* when found ± 2 Monte Carlo standard errors lies inside what is expected, *not
 * reproduced* when it lies outside, else *inconclusive*, with about how many draws would settle it:
 * draws × (2·mcse ÷ distance to the nearest edge)².
 *
 * An expectation that nothing could miss (a probability between 0 and 1, any number at all) or nothing could meet is no
 * test: it comes back as faults, as do ends that are not numbers.
 *
 * @param found mean, its error (at least 0), and the draws it is from
 * @param expectation what the claim says
 * @param possible what the metric can be, where it is bounded
 * @throws RangeError for a found value that is not finite, or no error or draws: those are not the user's
 * @example judge({ value: 5, mcse: 1, draws: 100 }, { kind: "sign", sign: "positive" }) // { value: { verdict: "reproduced", … } }
 */
export function judge(
  found: Found,
  expectation: Expectation,
  possible: PossibleValues = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
): Outcome<Verdict, KeyFault> {
  const { value, mcse, draws } = found;
  if (!Number.isFinite(value) || !(mcse >= 0) || !Number.isFinite(mcse) || !(draws >= 1)) {
    throw new RangeError("judge requires a finite value, its Monte Carlo error and its draws");
  }
  const faults = expectationFaults(expectation, possible);
  if (faults.length > 0) return { faults };
  const allowed = allowedBy(expectation);
  const [low, high] = [value - 2 * mcse, value + 2 * mcse];
  const verdict: VerdictWord =
    holds(allowed, low) && holds(allowed, high)
      ? "reproduced"
      : isOutside(allowed, low, high)
        ? "not_reproduced"
        : "inconclusive";
  const drawsToSettle = verdict === "inconclusive" ? settling(found, allowed) : undefined;
  return { value: { verdict, low, high, drawsToSettle } };
}

/**
 * What is wrong with an expectation, before anything is run; empty where it is a test that can come out either way.
 *
 * @example expectationFaults({ kind: "at_least", low: 0 }, { low: 0, high: 1 })[0].allowed // "an expectation that could fail: …"
 */
export function expectationFaults(
  expectation: Expectation,
  possible: PossibleValues = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
): KeyFault[] {
  const { low, high, closed } = allowedBy(expectation);
  const found = wordExpectation(expectation);
  if (Number.isNaN(low) || Number.isNaN(high)) {
    return [{ path: [], code: "wrong_type", found, allowed: "numbers" }];
  }
  if (expectation.kind === "equals" && !(expectation.within >= 0)) {
    return [{ path: [], code: "out_of_range", found, allowed: "within: 0 or more" }];
  }
  if (low > high || (!closed && low === high) || low === Infinity || high === -Infinity) {
    return [{ path: [], code: "inconsistent", found, allowed: "low no higher than high" }];
  }
  const missable = closed
    ? low > possible.low || high < possible.high
    : (low >= possible.low && Number.isFinite(low)) || (high <= possible.high && Number.isFinite(high));
  if (!missable) {
    return [
      {
        path: [],
        code: "not_allowed",
        found,
        allowed: `an expectation that could fail: ${wordPossible(possible)} all meet it`,
      },
    ];
  }
  const unmeetable = unmeetableFault(expectation, possible);
  return unmeetable === undefined ? [] : [unmeetable];
}

/** What is wrong with an expectation that nothing possible could meet; of what may also be no number at all. */
export function unmeetableFault(expectation: Expectation, possible: PossibleValues): KeyFault | undefined {
  const { low, high, closed } = allowedBy(expectation);
  const meetable = closed
    ? low <= possible.high && high >= possible.low
    : low < possible.high && high > possible.low;
  if (meetable) return undefined;
  return {
    path: [],
    code: "not_allowed",
    found: wordExpectation(expectation),
    allowed: `an expectation that could be met: ${wordPossible(possible)} all miss it`,
  };
}

interface RangeKind<Kind extends Expectation> {
  readonly words: (expectation: Kind) => string;
  readonly allowed: (expectation: Kind) => Allowed;
}

const [most, least] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** Every kind of range: its words, and what it allows. */
const rangeKinds: {
  readonly [Kind in Expectation["kind"]]: RangeKind<Extract<Expectation, { readonly kind: Kind }>>;
} = {
  range: {
    words: ({ low, high }) => `${low} to ${high}`,
    allowed: ({ low, high }) => ({ low, high, closed: true }),
  },
  at_least: { words: ({ low }) => `>= ${low}`, allowed: ({ low }) => ({ low, high: most, closed: true }) },
  at_most: { words: ({ high }) => `<= ${high}`, allowed: ({ high }) => ({ low: least, high, closed: true }) },
  above: { words: ({ low }) => `> ${low}`, allowed: ({ low }) => ({ low, high: most, closed: false }) },
  below: { words: ({ high }) => `< ${high}`, allowed: ({ high }) => ({ low: least, high, closed: false }) },
  sign: {
    words: ({ sign }) => (sign === "positive" ? "> 0" : "< 0"),
    allowed: ({ sign }) =>
      sign === "positive" ? { low: 0, high: most, closed: false } : { low: least, high: 0, closed: false },
  },
  equals: {
    words: ({ value, within }) => `${value} within ${within}`,
    allowed: ({ value, within }) => ({ low: value - within, high: value + within, closed: true }),
  },
};

const kindOf = (expectation: Expectation): RangeKind<Expectation> =>
  rangeKinds[expectation.kind] as RangeKind<Expectation>;

/** The expectation as a short text, for tables: `≥ 0.5`, `1.1 to 1.4`, `> 0`. */
export const wordExpectation = (expectation: Expectation): string => kindOf(expectation).words(expectation);

const allowedBy = (expectation: Expectation): Allowed => kindOf(expectation).allowed(expectation);

function holds({ low, high, closed }: Allowed, value: number): boolean {
  return closed ? value >= low && value <= high : value > low && value < high;
}

function isOutside({ low, high, closed }: Allowed, from: number, to: number): boolean {
  return closed ? to < low || from > high : to <= low || from >= high;
}

function settling({ value, mcse, draws }: Found, { low, high }: Allowed): number | undefined {
  const distance = Math.min(Math.abs(value - low), Math.abs(value - high));
  if (distance === 0) return undefined;
  return drawsToSettle(draws, (2 * mcse) / distance);
}

/** More draws than this are asked of nobody: a test that would need them is not settled in practice. */
export const mostDrawsAsked = 100_000;

/**
 * About how many draws make an error so many times smaller, as errors shrink with 1 ÷ √draws; undefined for more than anybody
 * would run.
 *
 * @example drawsToSettle(200, 3) // 1800
 */
export function drawsToSettle(draws: number, timesSmaller: number): number | undefined {
  const needed = Math.ceil(draws * timesSmaller * timesSmaller);
  return needed > mostDrawsAsked ? undefined : needed;
}

function wordPossible({ low, high }: PossibleValues): string {
  return Number.isFinite(low) || Number.isFinite(high) ? `values of ${low} to ${high}` : "numbers";
}
