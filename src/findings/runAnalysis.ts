/** Makes the analyses that findings ask for: value of information from a run's draws, break-even from runs of its own. */

import { evppiSteps, FEWEST_DRAWS_FOR_EVPPI, preparingSteps } from "../decision/evppi.js";
import { netBenefit } from "../decision/netBenefit.js";
import { evpi } from "../decision/valueOfInformation.js";
import { searchedBreakeven } from "../questions/breakeven/breakevenStudy.js";
import { decisionTable } from "../questions/worth/decisionTable.js";
import { effectMeasure } from "../results/drawsTable.js";
import { givingWay, type Steps } from "../results/giveWay.js";
import type { RunStudy } from "../results/runOptions.js";
import type { RunResult } from "../results/runResult.js";
import type { Study } from "../scenario/study.js";
import type { Answer, BreakevenAnalysis, EvppiAnalysis } from "./analysis.js";
import { drawsToSettle } from "./judge.js";

interface Worth {
  readonly value: number;
  readonly mcse: number;
}

/**
 * What it is worth to know some inputs, from the first draws of a run of independent draws that kept its inputs' values: as
 * `afford sensitivity` tells it, with the same error. Against the largest other group the two errors
 * are combined as if independent, which is too much rather than too little, for both come from the same draws; and the largest of
 * several estimates lies on average above the true largest, which favours the others. The error of a share of EVPI is combined likewise.
 * Where this group and all others come to 0, none of them leads, and there is no answer.
 *
 * Rejects for a run without its inputs' values
 */
export const answerEvppi = (run: RunResult, draws: number, analysis: EvppiAnalysis): Promise<Answer> =>
  givingWay(evppiAnswerSteps(run, draws, analysis));

function* evppiAnswerSteps(run: RunResult, draws: number, analysis: EvppiAnalysis): Steps<Answer> {
  const { thresholdGbp } = analysis;
  if (draws < FEWEST_DRAWS_FOR_EVPPI) {
    const note = `value of information requires at least ${FEWEST_DRAWS_FOR_EVPPI} draws`;
    return { kind: "none", isSure: false, drawsToSettle: FEWEST_DRAWS_FOR_EVPPI, note };
  }
  const { study, inputs } = run;
  if (inputs === undefined)
    throw new Error("value of information requires a run with its inputs' values kept");
  const result = firstDraws(run, draws);
  const table = chosenArms(decisionTable(result, analysis.perspective, effectMeasure(result)), analysis.arms);
  const benefit = netBenefit(table, thresholdGbp);
  const rivals = analysis.against === "largest_other_group" ? analysis.others : [];
  const sets = [analysis.members, ...rivals.map(({ members }) => members)];
  const learnt = [...new Set(sets.flat())];
  const columns = learnt.map((input) =>
    Float64Array.from({ length: draws }, (_, draw) => inputs[draw * study.inputs.length + input]!),
  );
  const places = sets.map((set) => set.map((input) => learnt.indexOf(input)));
  const key = `${run.settings.seed}/evppi/${thresholdGbp}`;
  const worths =
    learnt.length === 0
      ? sets.map((): Worth => ({ value: 0, mcse: 0 }))
      : (yield* evppiSteps(yield* preparingSteps(columns), places, benefit, key)).map(
          ({ evppi, standardError }): Worth => ({ value: evppi, mcse: standardError }),
        );
  const own = worths[0]!;
  const told = (value: number, mcse: number, note?: string): Answer => ({
    kind: "values",
    values: [{ value, mcse }],
    note,
  });
  if (analysis.against === "nothing") return told(own.value, own.mcse);
  if (analysis.against === "evpi") {
    const [{ evpiGbp, mcse }] = evpi(table, [thresholdGbp]) as [ReturnType<typeof evpi>[number]];
    if (evpiGbp === 0) {
      const note = "no share: it is worth nothing to know everything";
      return { kind: "none", isSure: false, drawsToSettle: undefined, note };
    }
    const share = own.value / evpiGbp;
    return told(share, joined(own.mcse, share * mcse) / evpiGbp);
  }
  const others = rivals.map(({ name }, at) => ({ name, ...worths[at + 1]! }));
  const [first, ...more] = others;
  if (first === undefined) return told(own.value, own.mcse, "no other group is uncertain");
  const largest = more.reduce((most, one) => (one.value > most.value ? one : most), first);
  // A regression may miss a worth of anything up to EVPI, so of two estimates of 0 nobody can say which is worth more.
  if (analysis.members.length > 0 && own.value === 0 && largest.value === 0) {
    const note = `no mechanism alone is worth knowing: EVPPI 0 each, EVPI ${pounds(evpi(table, [thresholdGbp])[0]!.evpiGbp)}`;
    return { kind: "none", isSure: false, drawsToSettle: undefined, note };
  }
  return told(
    own.value - largest.value,
    joined(own.mcse, largest.mcse),
    `${pounds(own.value)} against ${pounds(largest.value)} of ${largest.name}`,
  );
}

const joined = (one: number, other: number): number => Math.sqrt(one * one + other * other);

const pounds = (gbp: number): string => `£${Math.round(gbp)}`;

/** The first draws of a run, as a run of their own: draws are independent. */
const firstDraws = (run: RunResult, draws: number): RunResult => ({
  ...run,
  settings: { ...run.settings, draws },
  tallies: run.tallies.subarray(0, draws * run.layout.width),
});

type Decision = ReturnType<typeof decisionTable>;

function chosenArms(table: Decision, arms: readonly string[]): Decision {
  const kept = arms.map((arm) => table.arms.indexOf(arm));
  return {
    ...table,
    arms,
    cost: kept.map((arm) => table.cost[arm]!),
    effect: kept.map((arm) => table.effect[arm]!),
  };
}

/** Values tried first; few, because findings ask about inputs whose effect is known to go one way, or nearly. */
const probes = 5;
/** About how many runs a search takes: the first ones, those that close in, and those for the slope on either side. */
export const breakevenRuns = probes + 7;

/**
 * The value, or values, of an input at which a target is just met (`searchedBreakeven`, from 5 values evenly spaced). It is
 * sure that there is none where the target is missed, or met, by more than 2 Monte Carlo standard errors at all 5.
 *
 * @param run runs a study; the same settings every time
 * @param draws of each run
 */
export async function answerBreakeven(
  study: Study,
  draws: number,
  { vary, range, question }: BreakevenAnalysis,
  run: RunStudy,
): Promise<Answer> {
  const { breakeven: found } = await searchedBreakeven(study, question, { path: vary, range, probes }, run);
  const isCrossed = found.roots.length > 0;
  if (isCrossed) {
    const values = found.roots.map(({ input, mcse }) => ({ value: input, mcse: mcse ?? Number.NaN }));
    const note = values.length > 1 ? `${values.length} values` : found.monotone ? undefined : "not monotone";
    return { kind: "values", values, note };
  }
  const word = found.outcome === "met_throughout" ? "met" : "never met";
  const note = `none: ${word} from ${range.low} to ${range.high}`;
  // How many standard errors the nearest probe is from the target: up to 2 may be chance alone.
  const errors = found.probes.map(({ value, mcse }) =>
    mcse === 0 ? (value === 0 ? 0 : Number.POSITIVE_INFINITY) : Math.abs(value) / mcse,
  );
  const nearest = Math.min(...errors);
  const isSure = nearest > 2;
  const ratio = nearest === 0 ? undefined : 2 / nearest;
  return {
    kind: "none",
    isSure,
    drawsToSettle: isSure || ratio === undefined ? undefined : drawsToSettle(draws, ratio),
    note,
  };
}
