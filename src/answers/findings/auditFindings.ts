/** Runs a scenario and its variants, and judges every finding. */
import { designRandomisations } from "../../chance/design.js";
import type { RunResult } from "../../results/runResult.js";
import { type RunOptions, type RunProgress, runScenario } from "../../results/runScenario.js";
import type { Study } from "../../scenario/study.js";
import type { VerdictWord } from "../judge.js";
import { type Check, figuresOfTest } from "./check.js";
import type { Readings } from "./estimate.js";
import type { Finding, ScenarioFindings } from "./finding.js";
import { allOf, type Judgement, judgeTest } from "./judgeTest.js";
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
  /** For an inconclusive finding, about how many draws would settle it; undefined where nobody can say. */
  readonly drawsToSettle: number | undefined;
}

export interface AuditOptions extends Pick<RunOptions, "draws" | "seed" | "people" | "signal" | "progress"> {
  /** Runs a study; default `runScenario`. */
  readonly run?: ((study: Study, options: RunOptions) => Promise<RunResult>) | undefined;
}

/** A run that findings ask for. */
export interface PlannedRun {
  /** Number of its study. */
  readonly study: number;
  readonly draws: number;
  readonly figures: readonly RunFigure[];
}

/**
 * The runs that a scenario's findings need, each study once. A finding takes its own number of draws, the first of a run of
 * independent draws; of Latin hypercube and Sobol designs, whose draws hang together, a number is a run of its own.
 *
 * @param draws in the place of the scenario's and of every finding's own
 */
export function planRuns({ studies, findings }: ScenarioFindings, draws?: number): readonly PlannedRun[] {
  const runs = new Map<string, { study: number; draws: number; figures: Map<string, RunFigure> }>();
  for (const finding of findings) {
    const count = drawsOf(finding, studies, draws);
    for (const figure of finding.checks.flatMap((check) => figuresOfTest(check.test))) {
      const key = runKey(figure, count, studies);
      const run = runs.get(key) ?? { study: figure.study, draws: count, figures: new Map() };
      run.draws = Math.max(run.draws, count);
      run.figures.set(figureKey(figure), figure);
      runs.set(key, run);
    }
  }
  return [...runs.values()].map((run) => ({ ...run, figures: [...run.figures.values()] }));
}

const drawsOf = (finding: Finding, studies: readonly Study[], draws: number | undefined): number =>
  draws ?? finding.draws ?? studies[0]!.scenario.draws;

const isRandom = (studies: readonly Study[]): boolean => studies[0]!.scenario.design === "random";

const runKey = (figure: RunFigure, draws: number, studies: readonly Study[]): string =>
  isRandom(studies) ? String(figure.study) : `${figure.study} ${draws}`;

/**
 * Judges every finding of a scenario. Runs are made one after another and only the figures that findings name are kept, so
 * that many variants take no more memory than one.
 *
 * Rejects as `runScenario` does.
 *
 * @throws {RangeError} for fewer than two draws: there is no error to judge by
 * @example (await auditFindings(parsed, { draws: 200 })).filter(({ verdict }) => verdict === "not_reproduced")
 */
export async function auditFindings(
  audited: ScenarioFindings,
  options: AuditOptions = {},
): Promise<readonly JudgedFinding[]> {
  const { studies, findings } = audited;
  const runs = planRuns(audited, options.draws);
  const total = runs.reduce((sum, run) => sum + run.draws, 0);
  const amounts = new Map<string, ReadonlyMap<string, Amounts>>();
  let before = 0;
  for (const { study, draws, figures } of runs) {
    const result = await (options.run ?? runScenario)(studies[study]!, {
      draws,
      seed: options.seed,
      people: options.people,
      detail: figures.every((figure) => figure.group === "all") ? "all" : "groups",
      signal: options.signal,
      progress: shifted(options.progress, before, total),
    });
    before += draws;
    amounts.set(
      runKey(figures[0]!, draws, studies),
      new Map(figures.map((figure) => [figureKey(figure), readRunFigure(result, figure)])),
    );
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
    });
  });
}

const shifted = (
  progress: RunOptions["progress"],
  before: number,
  total: number,
): ((told: RunProgress) => void) | undefined =>
  progress === undefined ? undefined : ({ done }) => progress({ done: before + done, total });

/** Judges one finding from figures that were read: reproduced if every check is. */
export function judgeFinding(scenario: string, finding: Finding, readings: Readings): JudgedFinding {
  const checks = finding.checks.map((check) => ({ check, judgement: judgeTest(check.test, readings) }));
  const { verdict, drawsToSettle } = allOf(checks.map(({ judgement }) => judgement));
  return { scenario, finding, draws: readings.draws, checks, verdict, drawsToSettle };
}
