/** A target measured at one value of an input; it is met where `value` ≤ 0. */
export interface TargetAt {
  /** How far from the target: net cost (£), or wanted probability − probability, and so on. */
  readonly value: number;
  /** Its Monte Carlo standard error. */
  readonly mcse: number;
}

export type EvaluateTarget = (input: number) => TargetAt | Promise<TargetAt>;

export interface BreakevenSearch {
  readonly low: number;
  readonly high: number;
  /** Values looked at first, evenly spaced, ends included; at least 3. More find closer pairs of roots. */
  readonly probes: number;
  /** How near the root must be found, in the input's unit. */
  readonly tolerance: number;
}

/** One value of the input at which the target is just met. */
export interface BreakevenRoot {
  readonly input: number;
  /**
   * Monte Carlo standard error of `input`: that of the target ÷ |slope|; undefined where the target is flat there, NaN where
   * too few draws tell nothing of it.
   */
  readonly mcse: number | undefined;
  /** Of the target by the input, near the root. */
  readonly slope: number;
  /** The side on which the target is met. */
  readonly metOn: "below" | "above";
}

/**
 * `met_throughout`, `met_nowhere`: no value probed changes the answer. `crosses`: the roots say where it does.
 * `monotone` is false where the probes turn by more than 2 standard errors: there may be roots between probes that were not seen.
 */
export interface Breakeven {
  readonly outcome: "met_throughout" | "met_nowhere" | "crosses";
  /** Rising; usually one, several where the target is crossed several times. */
  readonly roots: readonly BreakevenRoot[];
  readonly monotone: boolean;
  readonly probes: readonly (TargetAt & { readonly input: number })[];
}

const MOST_STEPS = 100;

/**
 * The value of an input at which a target is just met (value = 0): break-even. Probes an even grid, then closes in on each
 * change of sign with Brent's method (bisection, made faster by secants where the target is smooth; never slower than
 * bisection squared). Evaluations on the same luck (common random numbers) make the target one fixed function of the
 * input; its Monte Carlo error moves the root by mcse ÷ |slope|, the slope measured over a hundredth of the range either way.
 *
 * Source: Brent, Algorithms for Minimization without Derivatives (1973), ch. 4.
 *
 * @param evaluate the target at an input; called in a fixed order, one at a time
 * @param search range, probes and tolerance
 * @throws RangeError for an empty range, fewer than 3 probes, no tolerance, or a target that is not finite
 * @example (await findBreakeven((x) => ({ value: x - 2, mcse: 0.1 }), { low: 0, high: 5, probes: 5, tolerance: 1e-6 })).roots[0]
 * // { input: 2, mcse: 0.1, slope: 1, metOn: "below" }
 */
export async function findBreakeven(evaluate: EvaluateTarget, search: BreakevenSearch): Promise<Breakeven> {
  const { low, high, probes: count, tolerance } = search;
  if (!(high > low) || !Number.isFinite(high - low)) {
    throw new RangeError("findBreakeven requires a finite range, low < high");
  }
  if (!(count >= 3) || !(tolerance > 0)) {
    throw new RangeError("findBreakeven requires 3 or more probes and a tolerance above 0");
  }
  const at = async (input: number): Promise<TargetAt & { input: number }> => {
    const { value, mcse } = await evaluate(input);
    if (!Number.isFinite(value) || !(mcse >= 0)) {
      throw new RangeError(`findBreakeven requires a finite target and its error at ${input}`);
    }
    return { input, value, mcse };
  };
  const probes: (TargetAt & { input: number })[] = [];
  for (const input of probedInputs(search)) probes.push(await at(input));
  const roots: BreakevenRoot[] = [];
  for (let probe = 1; probe < count; probe++) {
    const [left, right] = [probes[probe - 1]!, probes[probe]!];
    // Met is ≤ 0, so a probe exactly on target belongs to the side on which it is met.
    if (left.value <= 0 === right.value <= 0) continue;
    const root = await brent(at, left, right, tolerance);
    const slope = await slopeNear(at, root.input, search);
    roots.push({
      input: root.input,
      mcse: slope === 0 ? undefined : root.mcse / Math.abs(slope),
      slope,
      metOn: left.value <= 0 ? "below" : "above",
    });
  }
  const outcome = roots.length > 0 ? "crosses" : probes[0]!.value <= 0 ? "met_throughout" : "met_nowhere";
  return { outcome, roots, monotone: isMonotone(probes), probes };
}

/**
 * The values that a search looks at first, in their order: an even grid, ends included.
 *
 * @example probedInputs({ low: 0, high: 1, probes: 3 }) // [0, 0.5, 1]
 */
export const probedInputs = ({
  low,
  high,
  probes,
}: Pick<BreakevenSearch, "low" | "high" | "probes">): readonly number[] =>
  Array.from({ length: probes }, (_, probe) =>
    probe === probes - 1 ? high : low + ((high - low) * probe) / (probes - 1),
  );

/** Of its own Monte Carlo error: a target this near to 0 is met, and nothing is gained by looking further. */
const settledShare = 1e-3;

/** A target by simulation, 0 where it is so near that its Monte Carlo error hides the rest by far. */
export const settled = ({ value, mcse }: TargetAt): TargetAt => ({
  value: Math.abs(value) <= settledShare * mcse ? 0 : value,
  mcse,
});

type Measured = TargetAt & { readonly input: number };

async function brent(
  at: (input: number) => Promise<Measured>,
  left: Measured,
  right: Measured,
  tolerance: number,
): Promise<Measured> {
  let previous = left;
  let best = right;
  let opposite = left;
  let step = best.input - previous.input;
  let stepBefore = step;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    if (best.value > 0 === opposite.value > 0) {
      opposite = previous;
      step = best.input - previous.input;
      stepBefore = step;
    }
    if (Math.abs(opposite.value) < Math.abs(best.value)) {
      previous = best;
      best = opposite;
      opposite = previous;
    }
    const enough = 2 * Number.EPSILON * Math.abs(best.input) + tolerance / 2;
    const half = (opposite.input - best.input) / 2;
    if (Math.abs(half) <= enough || best.value === 0) return best;
    const secant = secantStep(previous, best, opposite, half);
    const trusted =
      Math.abs(stepBefore) >= enough &&
      Math.abs(previous.value) > Math.abs(best.value) &&
      secant !== undefined &&
      secant * half > 0 &&
      Math.abs(secant) < Math.min(Math.abs(1.5 * half) - enough / 2, Math.abs(stepBefore) / 2);
    stepBefore = trusted ? step : half;
    step = trusted ? secant : half;
    previous = best;
    const shift = Math.abs(step) > enough ? step : half > 0 ? enough : -enough;
    best = await at(best.input + shift);
  }
  return best;
}

/** Where the secant, or the inverse quadratic through three points, crosses 0, from the best point. */
function secantStep(
  previous: Measured,
  best: Measured,
  opposite: Measured,
  half: number,
): number | undefined {
  const s = best.value / previous.value;
  let top: number;
  let bottom: number;
  if (previous.input === opposite.input) {
    top = 2 * half * s;
    bottom = 1 - s;
  } else {
    const q = previous.value / opposite.value;
    const r = best.value / opposite.value;
    top = s * (2 * half * q * (q - r) - (best.input - previous.input) * (r - 1));
    bottom = (q - 1) * (r - 1) * (s - 1);
  }
  const step = -top / bottom;
  return Number.isFinite(step) ? step : undefined;
}

/** By differences over a hundredth of the range either way, as far as the range goes: steps between draws even out. */
async function slopeNear(
  at: (input: number) => Promise<Measured>,
  root: number,
  { low, high }: BreakevenSearch,
): Promise<number> {
  const reach = (high - low) / 100;
  const left = await at(Math.max(low, root - reach));
  const right = await at(Math.min(high, root + reach));
  return (right.value - left.value) / (right.input - left.input);
}

/** Whether no probe goes back on the way travelled by more than 2 standard errors of the difference. */
function isMonotone(probes: readonly Measured[]): boolean {
  const rises = probes.at(-1)!.value >= probes[0]!.value;
  let furthest = probes[0]!;
  for (const probe of probes) {
    const back = rises ? furthest.value - probe.value : probe.value - furthest.value;
    if (back > 2 * Math.sqrt(furthest.mcse * furthest.mcse + probe.mcse * probe.mcse)) return false;
    if (back < 0) furthest = probe;
  }
  return true;
}
