/** Runs a scenario and its variants, and judges every finding. */
import { designRandomisations } from "../chance/design.js";
import { fewestDrawsForError } from "../results/moments.js";
import type { RunOptions, RunProgress, RunStudy } from "../results/runOptions.js";
import { runScenario } from "../results/runScenario.js";
import type { Study } from "../scenario/study.js";
import {
  type Analysis,
  type Answer,
  analysisKey,
  type BreakevenAnalysis,
  type EvppiAnalysis,
} from "./analysis.js";
import { analysesOfTest, type Check, figuresOfTest } from "./check.js";
import type { Readings } from "./estimate.js";
import type { Finding, ScenarioFindings } from "./finding.js";
import type { VerdictWord } from "./judge.js";
import { allOf, type Judgement } from "./judgement.js";
import { judgeTest } from "./judgeTest.js";
import { answerBreakeven, answerEvppi, breakevenRuns } from "./runAnalysis.js";
import { type Amounts, figureKey, type RunFigure, readRunFigure } from "./runFigure.js";

export interface JudgedCheck {
  readonly check: Check;
  readonly judgement: Judgement;
}

export interface JudgedFinding {
  readonly scenario: string;
  readonly finding: Finding;
  /** Draws it is judged on. */
  readonly draws: number;
  readonly checks: readonly JudgedCheck[];
  readonly verdict: VerdictWord;
  /** For an inconclusive finding, about how many draws would settle it; undefined where it cannot be said. */
  readonly drawsToSettle: number | undefined;
}

export interface AuditOptions extends Pick<RunOptions, "draws" | "seed" | "people" | "signal" | "progress"> {
  /** Runs a study; default `runScenario`. */
  readonly run?: RunStudy | undefined;
}

/** A run that findings ask for. */
export interface PlannedRun {
  /** Number of its study. */
  readonly study: number;
  readonly draws: number;
  readonly figures: readonly RunFigure[];
  /** Values of information to read off its first draws. */
  readonly information: readonly { readonly analysis: EvppiAnalysis; readonly draws: number }[];
}

/** A search for a break-even that findings ask for, a dozen runs or so of its own. */
export interface PlannedSearch {
  readonly analysis: BreakevenAnalysis;
  readonly draws: number;
}

/**
 * The runs that a scenario's findings need, each study once. A finding takes its own number of draws, the first of a run of
 * independent draws; of Latin hypercube and Sobol designs, whose draws depend on each other, every number of draws is a run of its own.
 *
 * @param draws in the place of the scenario's and of every finding's own
 */
export function planRuns({ studies, findings }: ScenarioFindings, draws?: number): readonly PlannedRun[] {
  interface Planned {
    readonly study: number;
    draws: number;
    readonly figures: Map<string, RunFigure>;
    readonly information: Map<string, PlannedRun["information"][number]>;
  }
  const runs = new Map<string, Planned>();
  for (const finding of findings) {
    const count = drawsOf(finding, studies, draws);
    const runOf = (asked: { readonly study: number }): Planned => {
      const key = runKey(asked, count, studies);
      const run = runs.get(key) ?? {
        study: asked.study,
        draws: count,
        figures: new Map(),
        information: new Map(),
      };
      run.draws = Math.max(run.draws, count);
      runs.set(key, run);
      return run;
    };
    for (const { test } of finding.checks) {
      for (const figure of figuresOfTest(test)) runOf(figure).figures.set(figureKey(figure), figure);
      for (const analysis of analysesOfTest(test)) {
        if (analysis.kind !== "evppi") continue;
        runOf(analysis).information.set(answerKey(analysis, count), { analysis, draws: count });
      }
    }
  }
  return [...runs.values()].map((run) => ({
    ...run,
    figures: [...run.figures.values()],
    information: [...run.information.values()],
  }));
}

/** The searches for break-even values that a scenario's findings need, each once. */
export function planSearches(
  { studies, findings }: ScenarioFindings,
  draws?: number,
): readonly PlannedSearch[] {
  const searches = new Map<string, PlannedSearch>();
  for (const finding of findings) {
    const count = drawsOf(finding, studies, draws);
    for (const analysis of finding.checks.flatMap((check) => analysesOfTest(check.test))) {
      if (analysis.kind === "breakeven") searches.set(answerKey(analysis, count), { analysis, draws: count });
    }
  }
  return [...searches.values()];
}

/** About how many draws the findings of a scenario take to judge, those of searches for break-even included. */
export const plannedDraws = (audited: ScenarioFindings, draws?: number): number =>
  planRuns(audited, draws).reduce((sum, run) => sum + run.draws, 0) +
  planSearches(audited, draws).reduce((sum, search) => sum + breakevenRuns * search.draws, 0);

/** About how many runs the findings of a scenario take, those of searches for break-even included. */
export const plannedRuns = (audited: ScenarioFindings, draws?: number): number =>
  planRuns(audited, draws).length + breakevenRuns * planSearches(audited, draws).length;

const answerKey = (analysis: Analysis, draws: number): string => `${draws} ${analysisKey(analysis)}`;

const drawsOf = (finding: Finding, studies: readonly Study[], draws: number | undefined): number =>
  draws ?? finding.draws ?? studies[0]!.scenario.draws;

const isRandom = (studies: readonly Study[]): boolean => studies[0]!.scenario.design === "random";

const runKey = (figure: { readonly study: number }, draws: number, studies: readonly Study[]): string =>
  isRandom(studies) ? String(figure.study) : `${figure.study} ${draws}`;

/**
 * Judges every finding of a scenario. Runs are made one after another and only the figures that findings name are kept, so
 * that many variants take no more memory than one.
 *
 * Rejects as `runScenario` does.
 *
 * @throws {RangeError} for fewer than two draws: there is no error to judge by
 * @example (await auditFindings(audited, { draws: 20 })).map(({ verdict }) => verdict) // ["inconclusive"]
 */
export async function auditFindings(
  audited: ScenarioFindings,
  options: AuditOptions = {},
): Promise<readonly JudgedFinding[]> {
  const { studies, findings } = audited;
  const runs = planRuns(audited, options.draws);
  const total = plannedDraws(audited, options.draws);
  const run = options.run ?? runScenario;
  const answers = new Map<string, Answer>();
  const amounts = new Map<string, ReadonlyMap<string, Amounts>>();
  let before = 0;
  for (const planned of runs) {
    const { study, draws, figures, information } = planned;
    const result = await run(studies[study]!, {
      draws,
      seed: options.seed,
      people: options.people,
      detail: figures.every((figure) => figure.group === "all") ? "all" : "groups",
      ...(information.length > 0 ? { keepInputs: true } : {}),
      signal: options.signal,
      progress: shifted(options.progress, before, total),
    });
    before += draws;
    amounts.set(
      runKey(planned, draws, studies),
      new Map(figures.map((figure) => [figureKey(figure), readRunFigure(result, figure)])),
    );
    for (const { analysis, draws: first } of information) {
      answers.set(answerKey(analysis, first), await answerEvppi(result, first, analysis));
    }
  }
  for (const { analysis, draws } of planSearches(audited, options.draws)) {
    let within = 0;
    const answer = await answerBreakeven(studies[analysis.study]!, draws, analysis, async (study) => {
      const result = await run(study, {
        draws,
        seed: options.seed,
        people: options.people,
        detail: "all",
        signal: options.signal,
        progress: shifted(options.progress, before + within, total),
      });
      // A search may take a few more runs than were planned for it.
      within = Math.min(within + draws, (breakevenRuns - 1) * draws);
      return result;
    });
    before += breakevenRuns * draws;
    answers.set(answerKey(analysis, draws), answer);
  }
  return findings.map((finding) => {
    const draws = drawsOf(finding, studies, options.draws);
    if (draws < 2) throw new RangeError("findings require at least 2 draws");
    return judgeFinding(studies[0]!.name, finding, {
      draws,
      randomisations: isRandom(studies)
        ? undefined
        : Array.from({ length: draws }, (_, draw) => draw % designRandomisations),
      read: (figure) => {
        const read = amounts.get(runKey(figure, draws, studies))?.get(figureKey(figure));
        if (read === undefined) throw new Error("a figure that no run was asked for");
        return { values: read.values.subarray(0, draws), gross: read.gross.subarray(0, draws) };
      },
      answer: (analysis) => {
        const answer = answers.get(answerKey(analysis, draws));
        if (answer === undefined) throw new Error("an analysis that nobody was asked for");
        return answer;
      },
    });
  });
}

const shifted = (
  progress: RunOptions["progress"],
  before: number,
  total: number,
): ((told: RunProgress) => void) | undefined =>
  progress === undefined ? undefined : ({ done }) => progress({ done: before + done, total });

/** Errors are judged by however few the draws; of too few none is told. */
const withErrorKnown = (judgement: Judgement, { draws }: Readings): Judgement =>
  draws < fewestDrawsForError ? { ...judgement, mcse: judgement.mcse.map(() => Number.NaN) } : judgement;

/** Judges one finding from figures that were read: reproduced if every check is. */
function judgeFinding(scenario: string, finding: Finding, readings: Readings): JudgedFinding {
  const checks = finding.checks.map((check) => ({
    check,
    judgement: withErrorKnown(judgeTest(check.test, readings), readings),
  }));
  const { verdict, drawsToSettle } = allOf(checks.map(({ judgement }) => judgement));
  return { scenario, finding, draws: readings.draws, checks, verdict, drawsToSettle };
}
