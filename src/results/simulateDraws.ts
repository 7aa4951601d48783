/** A job: a range of draws, each sampled, compiled, walked, priced and kept. Draws are the unit of work. */
import type { Study } from "../scenario/study.js";
import { type DrawWalker, drawWalker } from "../simulation/drawWalker.js";
import type { RunSettings } from "../simulation/runSettings.js";
import type { SiteDraw } from "../simulation/siteDraw.js";
import { type Steps, straightThrough } from "./giveWay.js";
import type { Kept, KeptDraw } from "./kept.js";
import { type KeptName, kept } from "./keptByName.js";
import { drawnAs, pricedTogether } from "./pricedTogether.js";
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

/** The studies whose draws a job simulates, each walk serving as many of them as it can: the study, then its variants. */
const studiesOf = (study: Study, { variants = [] }: RunSettings): readonly Study[] => [study, ...variants];

/** Numbers kept of a draw, of all studies that are simulated together. */
export const widthOfDraw = (study: Study, settings: RunSettings, keeps: KeptName): number =>
  studiesOf(study, settings).reduce((sum, one) => sum + kept[keeps].width(one, settings), 0);

/** As `simulateDraws`, in steps between which others may have their turn. */
export function* drawSteps(
  study: Study,
  settings: RunSettings,
  job: DrawJob,
  onDraw?: (done: number) => void,
): Steps<Float64Array> {
  const width = widthOfDraw(study, settings, job.kept);
  const structureOf = structureOfDraws(study, settings, job.structure);
  const opened = new Map<number | undefined, readonly WalkedTogether[]>();
  const result = new Float64Array(job.count * width);
  const rowOf = (draw: number) => result.subarray((draw - job.first) * width, (draw - job.first + 1) * width);
  for (let done = 0; done < job.count; ) {
    const first = job.first + done;
    const structure = structureOf(first);
    const walks = opened.get(structure) ?? openStructure(study, settings, structure, job.kept);
    opened.set(structure, walks);
    const draws = [first];
    for (let next = first + 1; next < job.first + job.count; next++) {
      if (!walks.every(({ isSameWalk }) => isSameWalk(first, next))) break;
      draws.push(next);
    }
    for (const walk of walks) yield* walkAndPrice(walk, draws, rowOf);
    done += draws.length;
    onDraw?.(done);
  }
  return result;
}

/** One walk of a draw, and the studies that are priced on its lives. */
interface WalkedTogether {
  readonly walkDraw: DrawWalker["walkDraw"];
  readonly isSameWalk: DrawWalker["isSameWalk"];
  readonly priced: readonly PricedStudy[];
}

interface PricedStudy {
  readonly keep: ReturnType<Kept["open"]>;
  /** Where its numbers stand among those of a draw. */
  readonly from: number;
  readonly width: number;
  readonly siteOf: (walked: SiteDraw) => SiteDraw;
}

/** Walks the first of some draws, which all have its lives, and prices each of them for each of the studies. */
function* walkAndPrice(
  { walkDraw, priced }: WalkedTogether,
  [first, ...others]: readonly number[],
  rowOf: (draw: number) => Float64Array,
): Steps<void> {
  let beside: KeptDraw | undefined;
  const draws = [first!, ...others].map((draw) =>
    priced.map(({ keep, from, width }) => {
      const kept = keep(rowOf(draw).subarray(from, from + width), beside);
      beside ??= kept;
      return kept;
    }),
  );
  for (const step of walkDraw(first!, others)) {
    if (typeof step === "number") {
      yield step;
      continue;
    }
    for (const [at, site] of [step.site, ...step.others].entries()) {
      for (const [own, { siteOf }] of priced.entries()) {
        draws[at]![own]!.addSite(siteOf(site), step.lives);
        yield siteWork;
      }
    }
  }
  for (const each of draws.flat()) each.close();
}

/** How a structure's draws are walked and kept, of the study and its variants; without structures the studies' own. */
function openStructure(
  study: Study,
  settings: RunSettings,
  structure: number | undefined,
  keeps: KeptName,
): readonly WalkedTogether[] {
  const studies = studiesOf(study, settings);
  const ownOf = (whole: Study) => (structure === undefined ? whole : whole.structures![structure]!.study);
  const widths = studies.map((one) => kept[keeps].width(one, settings));
  const from = widths.map((_, at) => widths.slice(0, at).reduce((sum, width) => sum + width, 0));
  return pricedTogether(studies).map((members) => {
    const walked = studies[members[0]!]!;
    const { layout, walkDraw, isSameWalk } = drawWalker(walked, settings, structure);
    const priced = members.map((at): PricedStudy => {
      const own = ownOf(studies[at]!);
      const keep = kept[keeps].open(own, settings, layout);
      return { keep, from: from[at]!, width: widths[at]!, siteOf: drawnAs(own, ownOf(walked)) };
    });
    return { walkDraw, isSameWalk, priced };
  });
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
