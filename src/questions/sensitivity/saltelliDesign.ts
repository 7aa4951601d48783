/** Saltelli's design: the factors whose shares of the variance are told, and the points that tell them. */
import type { RunResult } from "../../results/runResult.js";
import type { Study } from "../../scenario/study.js";
import type { GivenPoints } from "../../simulation/runSettings.js";
import {
  dealtTo,
  type Factor,
  independentFactors,
  learntAs,
  structureFactor,
  uncertainInputs,
} from "./factors.js";
import type { ArmBars } from "./oneWayBars.js";

/** A factor of the variance shares; `rest` and `chance` are no inputs of their own. */
export interface SobolFactor extends Factor {
  readonly kind: "input" | "group" | "rest" | "structure" | "chance";
}

/** The factors with the longest bars in any arm, in the study's order; the rest as one; chance. */
export function sobolFactors(study: Study, bars: readonly ArmBars[], most: number): readonly SobolFactor[] {
  const factors = independentFactors(study);
  const isStructured = dealtTo(study).length > 0;
  if (factors.length === 0 && !isStructured) return [];
  const swings = new Map<string, number>();
  for (const { tornado: rows } of bars) {
    for (const { input, swing } of rows) swings.set(input, Math.max(swing, swings.get(input) ?? 0));
  }
  const swingOf = ({ inputs }: Factor): number =>
    Math.max(...inputs.map((input) => swings.get(learntAs(study.inputs[input]!)) ?? 0));
  const chosen = new Set(
    [...factors]
      // Stable: of equal swings the earlier factor comes first.
      .sort((a, b) => swingOf(b) - swingOf(a))
      .slice(0, most),
  );
  const alone = factors
    .filter((factor) => chosen.has(factor))
    .map((factor): SobolFactor => ({ ...factor, kind: factor.together === undefined ? "input" : "group" }));
  const others = factors.filter((factor) => !chosen.has(factor)).flatMap(({ inputs }) => inputs);
  const rest: readonly SobolFactor[] =
    others.length === 0
      ? []
      : [{ name: "all other inputs", inputs: others, together: undefined, kind: "rest" }];
  const ofItsOwn = (kind: "structure" | "chance"): SobolFactor => ({
    name: kind === "structure" ? structureFactor : kind,
    inputs: [],
    together: undefined,
    kind,
  });
  return [...(isStructured ? [ofItsOwn("structure")] : []), ...alone, ...rest, ofItsOwn("chance")];
}

/** Sample A with one factor from B: its inputs' values, or for chance the luck of people and sites. */
export function mixedLayout(study: Study, base: RunResult, rows: number, factor: SobolFactor): GivenPoints {
  const uncertain = uncertainInputs(study);
  const { inputs } = base;
  if (inputs === undefined) throw new Error("Saltelli's design requires a run with its inputs' values kept");
  const moved = new Set(factor.inputs);
  const values = new Float64Array(rows * uncertain.length);
  for (let row = 0; row < rows; row++) {
    uncertain.forEach((input, column) => {
      const draw = moved.has(input) ? rows + row : row;
      values[row * uncertain.length + column] = inputs[draw * study.inputs.length + input]!;
    });
  }
  const fromB = (kind: SobolFactor["kind"], row: number): number => (factor.kind === kind ? rows + row : row);
  const luck = Int32Array.from({ length: rows }, (_, row) => fromB("chance", row));
  const { structures: dealt } = base.settings;
  if (dealt === undefined) return { values, luck };
  return { values, luck, structures: Int32Array.from(luck, (_, row) => dealt[fromB("structure", row)]!) };
}
