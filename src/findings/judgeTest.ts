/** Whether what was found is what a finding expects, with Monte Carlo error. */
import type { Analysis } from "./analysis.js";
import type { Test } from "./check.js";
import type { Readings } from "./estimate.js";
import { judgeExpected } from "./expectations.js";
import type { Expectation } from "./judge.js";
import { allOf, anyOf, type Judgement, judgeEstimate } from "./judgement.js";
import { judgeSeries } from "./seriesExpectations.js";

/**
 * Judges a test: *reproduced* when what was found ± 2 Monte Carlo standard errors lies inside what is expected, *not
 * reproduced* when it lies outside, else *inconclusive*. Of `all` every part must hold, of `any` one; the steps of a series
 * are differences of the same draws. What differs by no more than rounding is the same.
 */
export function judgeTest(test: Test, readings: Readings): Judgement {
  switch (test.kind) {
    case "point":
      return judgeExpected(test.metric, test.expected, readings);
    case "series":
      return judgeSeries(
        test.points.map((point) => point.metric),
        test.expect,
        readings,
      );
    case "analysis":
      return judgeAnalysis(test.analysis, test.expectation, readings);
    default: {
      const parts = test.of.map(({ label, test: part }) => ({ label, ...judgeTest(part, readings) }));
      return test.kind === "all" ? allOf(parts) : anyOf(parts);
    }
  }
}

/** Every value that an analysis came to must be as expected; if there is certainly none, the test is not met. */
function judgeAnalysis(analysis: Analysis, expectation: Expectation, readings: Readings): Judgement {
  if (readings.answer === undefined) throw new Error("an analysis that nobody made");
  const answer = readings.answer(analysis);
  const { note } = answer;
  if (answer.kind === "none") {
    const { isSure, drawsToSettle } = answer;
    const verdict = isSure ? "not_reproduced" : "inconclusive";
    return { verdict, found: [Number.NaN], mcse: [Number.NaN], drawsToSettle, note };
  }
  const judged = answer.values.map(({ value, mcse }): Judgement => {
    if (Number.isNaN(mcse)) {
      const unknown = { found: [value], mcse: [mcse], drawsToSettle: undefined, note: undefined };
      return { verdict: "inconclusive", ...unknown };
    }
    return judgeEstimate({ value, mcse, gross: Math.abs(value), undefinedDraws: 0 }, expectation, readings);
  });
  return { ...allOf(judged), note };
}
