/** A check of a finding with every word resolved: what is measured, and what it should come to. */
import type { SeriesWord } from "../scenario/schema/findings.js";
import type { Analysis } from "./analysis.js";
import type { Expected } from "./expectations.js";
import type { Expectation } from "./judge.js";
import { figuresOf, type Metric } from "./metric.js";
import type { RunFigure } from "./runFigure.js";

export type Test =
  | { readonly kind: "point"; readonly metric: Metric; readonly expected: Expected }
  | { readonly kind: "all" | "any"; readonly of: readonly { readonly label: string; readonly test: Test }[] }
  | {
      readonly kind: "series";
      readonly points: readonly { readonly label: string; readonly metric: Metric }[];
      readonly expect: SeriesWord;
    }
  | { readonly kind: "analysis"; readonly analysis: Analysis; readonly expectation: Expectation };

export interface Check {
  readonly label: string | undefined;
  /** The metric in words. */
  readonly metric: string;
  /** What is expected, in words. */
  readonly expected: string;
  readonly test: Test;
}

/** Every figure a test reads. */
export function figuresOfTest(test: Test): readonly RunFigure[] {
  switch (test.kind) {
    case "point":
      return [test.metric, ...test.expected.others].flatMap(figuresOf);
    case "series":
      return test.points.flatMap((point) => figuresOf(point.metric));
    case "analysis":
      return [];
    default:
      return test.of.flatMap((part) => figuresOfTest(part.test));
  }
}

/** Every analysis a test asks for. */
export function analysesOfTest(test: Test): readonly Analysis[] {
  if (test.kind === "analysis") return [test.analysis];
  return test.kind === "all" || test.kind === "any"
    ? test.of.flatMap((part) => analysesOfTest(part.test))
    : [];
}
