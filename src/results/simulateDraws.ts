/** A job: a range of draws, each sampled, compiled, walked, priced and kept. Draws are the unit of work. */
import type { Study } from "../scenario/study.js";
import { type DrawWalker, drawWalker } from "../simulation/drawWalker.js";
import type { RunSettings } from "../simulation/runSettings.js";
import { type Steps, straightThrough } from "./giveWay.js";
import type { Kept } from "./kept.js";
import { type KeptName, kept } from "./keptByName.js";
import type { DrawJob } from "./runOptions.js";

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
  structure?: number,
): Float64Array => straightThrough(drawSteps(study, settings, jobOf(first, count, keeps, structure), onDraw));

const jobOf = (first: number, count: number, keeps: KeptName, structure: number | undefined): DrawJob => ({
  first,
  count,
  kept: keeps,
  ...(structure === undefined ? {} : { structure }),
});

/** As `simulateDraws`, in steps between which others may have their turn. */
export function* drawSteps(
  study: Study,
  settings: RunSettings,
  job: DrawJob,
  onDraw?: (done: number) => void,
): Steps<Float64Array> {
  const width = kept[job.kept].width(study, settings);
  const structureOf = structureOfDraws(study, settings, job.structure);
  const opened = new Map<number | undefined, OpenedStructure>();
  const result = new Float64Array(job.count * width);
  for (let done = 0; done < job.count; done++) {
    const structure = structureOf(job.first + done);
    const own = opened.get(structure) ?? openStructure(study, settings, structure, job.kept);
    opened.set(structure, own);
    const draw = own.keep(result.subarray(done * width, (done + 1) * width));
    for (const step of own.walkDraw(job.first + done)) {
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

/** How a structure's draws are walked and kept; without structures the study's. */
interface OpenedStructure {
  readonly walkDraw: DrawWalker["walkDraw"];
  readonly keep: ReturnType<Kept["open"]>;
}

function openStructure(
  study: Study,
  settings: RunSettings,
  structure: number | undefined,
  keeps: KeptName,
): OpenedStructure {
  const { layout, walkDraw } = drawWalker(study, settings, structure);
  const own = structure === undefined ? study : study.structures![structure]!.study;
  return { walkDraw, keep: kept[keeps].open(own, settings, layout) };
}

/** The structure that a draw, or a twin of one, is made in: the job's own, or the one that the draw was dealt to. */
function structureOfDraws(
  study: Study,
  { draws, structures: dealt }: RunSettings,
  own: number | undefined,
): (draw: number) => number | undefined {
  if (study.structures === undefined || own !== undefined) return () => own;
  if (dealt === undefined) throw new RangeError("a study with structures requires a structure for each draw");
  return (draw) => dealt[draw < draws ? draw : draw - draws]!;
}
