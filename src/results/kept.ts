/** How something is kept of the draws of a run. */
import type { Study } from "../scenario/study.js";
import type { Lives, LivesLayout } from "../simulation/lives.js";
import type { RunSettings } from "../simulation/runSettings.js";
import type { SiteDraw } from "../simulation/siteDraw.js";

/** What is kept of a draw, as numbers in a row. */
export interface Kept {
  /** Numbers a draw. */
  readonly width: (study: Study, settings: RunSettings) => number;
  /**
   * Opens it for a study; then, for each draw, where its numbers go, and perhaps a draw kept before on the same lives, of a study that
   * differs in its prices: what they have in common is not worked out again. That draw is closed first.
   */
  readonly open: (
    study: Study,
    settings: RunSettings,
    layout: LivesLayout,
  ) => (into: Float64Array, beside?: KeptDraw) => KeptDraw;
}

/** A draw being kept. */
export interface KeptDraw {
  /** Takes in a site that has been walked; its lives are overwritten afterwards. */
  readonly addSite: (site: SiteDraw, lives: readonly Lives[]) => void;
  /** Ends the draw: all its sites are in. */
  readonly close: () => void;
}
