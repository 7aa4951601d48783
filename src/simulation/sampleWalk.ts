/**
 * The walk of a site where fewer people are simulated than there are. A contract's payment is not linear in its volume, so the
 * chance of a few people would not average out: unused and spot volume would both be overstated. A sample
 * stands for more people, so its contracts are settled on the volume that those people would have:
 *
 *     settled = E × r + (V − E′) × √r₂
 *
 * E is the exact expected volume without budgets. r is the sample's volume in an arm divided by the same people's without
 * budgets, with packages of the expected size, so that most of the sample's chance is in both and cancels. V − E′ is the
 * chance variation that the real number of people would have: V is the volume of people walked separately with luck of their
 * own, a quarter as many as the sample, each weighing √(real number ÷ their number); E′ is its expectation. A fraction r of the
 * people has √r of that variation, and people of whose packages a share stays under contract have the share's square of its variance:
 * r in the root is worked out with those squares. Without budgets it is 1, and the volume has the mean and spread of simulating everyone.
 */
import { subKey } from "../chance/key.js";
import type { ArmTables } from "../mechanisms/armTables.js";
import { type ExpectedVolume, expectedVolume } from "./expectedVolume.js";
import {
  clearLives,
  type ExpectedChanges,
  type Lives,
  type LivesLayout,
  makeLives,
  volumeRow,
} from "./lives.js";
import type { GroupTables, SiteTables, StreamTables } from "./tables.js";
import { walkInSteps } from "./walk.js";
import { isSampled } from "./walker.js";

/** People walked for their chance variation alone, as a share of the sample. */
const chanceShare = 0.25;

/** A stream for chance variation alone: a few people with luck of their own, weighted to vary as the real number would. */
function chanceStream(stream: StreamTables): StreamTables {
  const key = subKey(stream.key, "chance");
  const { listed, count, weight } = stream;
  if (listed !== undefined) {
    const weights = listed.weight.map((own) => Math.sqrt(weight * own));
    return { ...stream, key, weight: 1, listed: { ...listed, weight: weights } };
  }
  const few = count === 0 ? 0 : Math.max(1, Math.round(chanceShare * count));
  const own = few === 0 ? 0 : Math.sqrt((count * weight) / few);
  return { ...stream, key, sampled: false, count: few, weight: own };
}

const withoutBudgets = (arm: ArmTables): ArmTables => ({ ...arm, offers: false });

/** The site with every client group's tables changed alike, those of each year among them. */
const withGroups = (site: SiteTables, change: (tables: GroupTables) => GroupTables): SiteTables => ({
  ...site,
  groups: site.groups.map((tables) =>
    tables.years === undefined ? change(tables) : { ...change(tables), years: tables.years.map(change) },
  ),
});

/** The sampled client groups, each with one arm without budgets and people for chance variation alone; the others empty. */
const chanceTables = (site: SiteTables): SiteTables =>
  withGroups(site, (tables) => ({
    ...tables,
    streams: isSampled(tables) ? tables.streams.map(chanceStream) : [],
    arms: [withoutBudgets(tables.arms[0]!)],
  }));

/** The volume under contract of a client group in lives without budgets: at the start, then in each month. */
function volumesOf(layout: LivesLayout, lives: Lives, group: number): Float64Array {
  const volumes = new Float64Array(layout.months + 1);
  for (let quintile = 0; quintile < layout.quintiles; quintile++) {
    volumes[0]! += lives.startUnderContract[group * layout.quintiles + quintile]!;
    const row = volumeRow(layout, group, quintile, 0);
    let packages = 0;
    for (let month = 0; month < layout.months; month++) {
      packages += lives.volumeChange[row + month]!;
      volumes[month + 1]! += packages;
    }
  }
  return volumes;
}

/** The same for a sample, with packages of the expected size. */
function expectedVolumesOf(
  layout: LivesLayout,
  { start, change }: ExpectedChanges,
  group: number,
): Float64Array {
  const volumes = new Float64Array(layout.months + 1);
  volumes[0] = start[group]!;
  let packages = 0;
  for (let month = 0; month < layout.months; month++) {
    packages += change[group * (layout.months + 1) + month]!;
    volumes[month + 1] = packages;
  }
  return volumes;
}

/** The expected volumes, in the order of `volumesOf`. */
const inOrder = ({ start, months }: ExpectedVolume): Float64Array => Float64Array.of(start, ...months);

/** A volume without budgets below this is only what rounding leaves of none. */
const nothing = 1e-9;

/** Settles every arm's volumes of a sampled client group. */
function settleVolumes(
  layout: LivesLayout,
  group: number,
  tables: { readonly sample: GroupTables; readonly chance: GroupTables },
  lives: { readonly arms: readonly Lives[]; readonly withoutBudgets: Lives; readonly chance: Lives },
  monthsBefore: number,
): void {
  const expected = inOrder(expectedVolume(tables.sample, layout.months, monthsBefore));
  const chanceExpected = inOrder(expectedVolume(tables.chance, layout.months, monthsBefore));
  const chance = volumesOf(layout, lives.chance, group);
  const unbudgeted = expectedVolumesOf(layout, lives.withoutBudgets.expected, group);
  for (const arm of lives.arms) {
    const volumes = expectedVolumesOf(layout, arm.expected, group);
    const varying = expectedVolumesOf(layout, arm.varying, group);
    for (let slot = 0; slot <= layout.months; slot++) {
      const without = unbudgeted[slot]!;
      const left = (of: Float64Array) => (without > nothing ? Math.max(0, of[slot]! / without) : 1);
      const luck = (chance[slot]! - chanceExpected[slot]!) * Math.sqrt(left(varying));
      const settled = expected[slot]! * left(volumes) + luck;
      arm.settledVolume[group * (layout.months + 1) + slot] = settled > 0 ? settled : 0;
    }
  }
}

/**
 * Makes the function that walks a run's sites in steps and settles the volumes of samples. Its arrays are reused from site to
 * site.
 *
 * @example
 * const layout = livesLayout(uncertainStudy);
 * const values = drawSampler(uncertainStudy, settings).sample(0);
 * const key = drawKey(makeRunKey("mine"), 0);
 * const [simulated] = populationOf(uncertainStudy, settings);
 * const site = compileSite({ study: uncertainStudy, site: "shire", values, key }, simulated);
 * const lives = uncertainStudy.arms.map(() => makeLives(layout));
 * let walked = 0;
 * for (const people of siteWalk(layout)(site, lives)) walked += people;
 * walked // 10
 */
export function siteWalk(
  layout: LivesLayout,
): (site: SiteTables, lives: readonly Lives[]) => Generator<number, void, void> {
  const common = makeLives(layout);
  let room: { readonly withoutBudgets: Lives; readonly chance: Lives } | undefined;
  return function* (site, lives) {
    const sampled = site.groups.some(isSampled);
    const unbudgeted = site.groups[0]?.arms.findIndex((arm) => !arm.offers) ?? -1;
    if (!sampled) return yield* walkInSteps(layout, site, lives, common);
    room ??= { withoutBudgets: makeLives(layout), chance: makeLives(layout) };
    clearLives(room.chance);
    clearLives(room.withoutBudgets);
    if (unbudgeted >= 0) yield* walkInSteps(layout, site, lives, common);
    else yield* walkInSteps(layout, withArmWithoutBudgets(site), [...lives, room.withoutBudgets], common);
    const chance = chanceTables(site);
    yield* walkInSteps(layout, chance, [room.chance], common);
    const without = unbudgeted >= 0 ? lives[unbudgeted]! : room.withoutBudgets;
    const all = { arms: lives, withoutBudgets: without, chance: room.chance };
    site.groups.forEach((sample, group) => {
      const tables = { sample, chance: chance.groups[group]! };
      if (isSampled(sample)) settleVolumes(layout, group, tables, all, site.monthsBefore);
    });
  };
}

/** The same people with one more arm, in which nobody is offered a budget. */
const withArmWithoutBudgets = (site: SiteTables): SiteTables =>
  withGroups(site, (tables) => ({
    ...tables,
    arms: [...tables.arms, withoutBudgets(tables.arms[0]!)],
  }));
