/** Many searches side by side that share their runs: one run tells every search the value it asked for. */
import type { EvaluateTarget, TargetAt } from "./breakeven.js";

/** A search: it asks for the target at one input after another, and then has an answer. */
export type Search<Answer> = (evaluate: EvaluateTarget) => Promise<Answer>;

interface Asked {
  readonly input: number;
  readonly resolve: (found: TargetAt) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Runs searches in rounds: in each round every search that has not ended asks for the target at one input of its own, and
 * one call answers them all. What a search comes to does not depend on the others.
 *
 * Rejects with what `evaluateRound` or a search rejects with; no further round is then begun.
 *
 * @param searches called at once, each with an `evaluate` that waits for the round
 * @param evaluateRound inputs asked for by position of the search; gives the target of each
 * @example
 * const search = (evaluate) => findBreakeven(evaluate, { low: 0, high: 5, probes: 5, tolerance: 1e-6 });
 * const found = await searchTogether([search, search], async (asked) =>
 *   new Map([...asked].map(([at, x]) => [at, { value: x - at - 1, mcse: 0.1 }])),
 * );
 * found.map(({ roots }) => roots[0].input) // [1, 2]
 */
export async function searchTogether<Answer>(
  searches: readonly Search<Answer>[],
  evaluateRound: (asked: ReadonlyMap<number, number>) => Promise<ReadonlyMap<number, TargetAt>>,
): Promise<readonly Answer[]> {
  let asking = new Map<number, Asked>();
  let active = searches.length;
  let failed = false;
  const answer = async (round: ReadonlyMap<number, Asked>): Promise<void> => {
    const positions = [...round.keys()].sort((left, right) => left - right);
    try {
      const found = await evaluateRound(new Map(positions.map((at) => [at, round.get(at)!.input])));
      for (const at of positions) {
        const target = found.get(at);
        if (target === undefined) throw new Error("a round left a search without an answer");
        round.get(at)!.resolve(target);
      }
    } catch (reason) {
      for (const { reject } of round.values()) reject(reason);
    }
  };
  const beginRound = (): void => {
    if (failed || active === 0 || asking.size < active) return;
    const round = asking;
    asking = new Map();
    void answer(round);
  };
  return Promise.all(
    searches.map(async (search, at) => {
      try {
        return await search(
          (input) =>
            new Promise<TargetAt>((resolve, reject) => {
              asking.set(at, { input, resolve, reject });
              beginRound();
            }),
        );
      } catch (reason) {
        failed = true;
        throw reason;
      } finally {
        active--;
        beginRound();
      }
    }),
  );
}
