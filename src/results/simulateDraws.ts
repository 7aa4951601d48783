/** A job: a range of draws, each sampled, compiled, walked, priced and kept. Draws are the unit of work. */
import type { Study } from "../scenario/study.js";
import { drawWalker } from "../simulation/drawWalker.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { type Steps, straightThrough } from "./giveWay.js";
import { type KeptName, kept } from "./keptByName.js";

/** What a site costs beside its people (compiling, pricing), in people walked: its ledger alone takes longer than a turn should. */
const siteWork = 5000;

/**
 * Simulates draws `first` to `first + count − 1` and returns what is kept of them, one after the other: by default their
 * tallies (layout of `tallyLayout`). Pure, and the same to the bit however draws are cut into jobs. `onDraw` is told how many
 * are done.
 *
 * @example simulateDraws(uncertainStudy, settings, 0, 2).length === 2 * tallyLayout(uncertainStudy, "groups").width // true
 */
export const simulateDraws = (
  study: Study,
  settings: RunSettings,
  first: number,
  count: number,
  onDraw?: (done: number) => void,
  keeps: KeptName = "tallies",
): Float64Array => straightThrough(drawSteps(study, settings, { first, count, kept: keeps }, onDraw));

/** As `simulateDraws`, in steps between which others may have their turn. */
export function* drawSteps(
  study: Study,
  settings: RunSettings,
  job: { readonly first: number; readonly count: number; readonly kept: KeptName },
  onDraw?: (done: number) => void,
): Steps<Float64Array> {
  const width = kept[job.kept].width(study, settings);
  const { layout, walkDraw } = drawWalker(study, settings);
  const keep = kept[job.kept].open(study, settings, layout);
  const result = new Float64Array(job.count * width);
  for (let done = 0; done < job.count; done++) {
    const draw = keep(result.subarray(done * width, (done + 1) * width));
    for (const step of walkDraw(job.first + done)) {
      if (typeof step === "number") {
        yield step;
        continue;
      }
      draw.addSite(step.site, step.lives);
      yield siteWork;
    }
    draw.close();
    onDraw?.(done + 1);
  }
  return result;
}
