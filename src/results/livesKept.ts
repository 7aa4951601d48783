/** Keeps the lives of each draw, so that they can be priced again without another walk. */
import type { Study } from "../scenario/study.js";
import { livesLayout, livesNumbers, livesOver, storeLives } from "../simulation/lives.js";
import type { Kept } from "./kept.js";

/** Numbers that the lives of a draw are kept as. */
export const livesWidth = (study: Study): number =>
  study.sites.length * study.arms.length * livesNumbers(livesLayout(study));

/** Lives of every site and arm, one after the other. */
export const livesKept: Kept = {
  width: livesWidth,
  open: (_study, _settings, layout) => (into) => {
    let from = 0;
    return {
      addSite: (_site, lives) => {
        for (const own of lives) {
          storeLives(own, into.subarray(from, from + livesNumbers(layout)));
          from += livesNumbers(layout);
        }
      },
      close: () => {},
    };
  },
};

/** The lives of a site in each arm, read where they are kept among those of a draw. */
export function livesOfSite(study: Study, kept: Float64Array, site: number) {
  const layout = livesLayout(study);
  const numbers = livesNumbers(layout);
  return study.arms.map((_, arm) => {
    const from = (site * study.arms.length + arm) * numbers;
    return livesOver(layout, kept.subarray(from, from + numbers));
  });
}
