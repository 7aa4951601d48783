/** Arithmetic with metrics: one operator a row, with its word, what it makes of two numbers, of two amounts, and of bounds. */
import type { PossibleValues } from "./judge.js";
import { type Amounts, settle, subtract } from "./runFigure.js";

interface Operator {
  /** Between its parts, in words. */
  readonly sign: string;
  /** Whether two equal parts always give the same result, 0 or 1, so that the two must differ. */
  readonly needsTwoThings: boolean;
  readonly ofNumbers: (left: number, right: number) => number;
  /** Draw by draw. */
  readonly ofAmounts: (left: Amounts, right: Amounts) => Amounts;
  readonly bounds: (left: PossibleValues, right: PossibleValues) => PossibleValues;
}

/** A ratio with 0 below the line has no value, rather than an infinite one. */
const quotient = (above: number, below: number): number => (below === 0 ? Number.NaN : above / below);

const anything: PossibleValues = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

export const arithmetic = {
  difference: {
    sign: " - ",
    needsTwoThings: true,
    ofNumbers: (left, right) => left - right,
    ofAmounts: subtract,
    bounds: (left, right) => ({ low: left.low - right.high, high: left.high - right.low }),
  },
  ratio: {
    sign: " / ",
    needsTwoThings: true,
    ofNumbers: quotient,
    ofAmounts: (left, right) => {
      const values = left.values.map((value, draw) => quotient(value, right.values[draw]!));
      const gross = values.map(
        (value, draw) =>
          (left.gross[draw]! + Math.abs(value) * right.gross[draw]!) / Math.abs(right.values[draw]!),
      );
      return { values, gross };
    },
    // Dividing by something that is never negative keeps the sign; nothing else is known of the result.
    bounds: (left, right) =>
      right.low < 0
        ? anything
        : {
            low: left.low >= 0 ? 0 : Number.NEGATIVE_INFINITY,
            high: left.high <= 0 ? 0 : Number.POSITIVE_INFINITY,
          },
  },
  sum: {
    sign: " + ",
    needsTwoThings: false,
    ofNumbers: (left, right) => left + right,
    ofAmounts: (left, right) =>
      settle(
        left.values.map((value, draw) => value + right.values[draw]!),
        left.gross.map((value, draw) => value + right.gross[draw]!),
      ),
    bounds: (left, right) => ({ low: left.low + right.low, high: left.high + right.high }),
  },
  product: {
    sign: " x ",
    needsTwoThings: false,
    ofNumbers: (left, right) => left * right,
    ofAmounts: (left, right) => ({
      values: left.values.map((value, draw) => value * right.values[draw]!),
      gross: left.values.map(
        (value, draw) =>
          left.gross[draw]! * Math.abs(right.values[draw]!) + Math.abs(value) * right.gross[draw]!,
      ),
    }),
    bounds: (left, right) => {
      const corners = [left.low, left.high].flatMap((one) =>
        [right.low, right.high].map((other) => (one === 0 || other === 0 ? 0 : one * other)),
      );
      return { low: Math.min(...corners), high: Math.max(...corners) };
    },
  },
} as const satisfies Record<string, Operator>;

export type OperatorName = keyof typeof arithmetic;
export const operatorNames = Object.keys(arithmetic) as readonly OperatorName[];
