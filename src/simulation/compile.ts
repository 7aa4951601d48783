/** Compiles a draw for one site: turns the values of inputs into the flat tables that the walker reads. */
import { type Key, textKey } from "../chance/key.js";
import { threefry, threefrySecondWord } from "../chance/threefry.js";
import { type Coordinates, quintiles, type Split } from "../inputs/split.js";
import { sigmaOfCv } from "../quantity/lognormalOfMeanOne.js";
import { inEachYear } from "../scenario/inEachYear.js";
import { steadyNewUsers } from "../scenario/steadyPeople.js";
import { listedAt } from "../scenario/tables/individuals.js";
import { compileArm } from "./compileArm.js";
import { cumulative } from "./cumulativeShares.js";
import { inTurn } from "./inTurn.js";
import { type SiteDraw, siteCoordinates, valueAt } from "./siteDraw.js";
import { siteQueue } from "./siteQueue.js";
import { realPeople, type SimulatedPeople, type StreamKind, streamWeight } from "./streams.js";
import type { GroupTables, SiteTables, StreamTables } from "./tables.js";

const places = ["own_home", "residential_care"] as const;
/** Shares by need at coordinates, scaled to a sum of exactly 1. */
function needShares(draw: SiteDraw, split: Split, at: Coordinates): readonly number[] {
  const shares = draw.study.needs.map((need) => valueAt(draw, split, { ...at, need }));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}

/** Real numbers of people at a site and in a client group. */
export function realPeopleAt(draw: SiteDraw, at: Coordinates) {
  const { people } = draw.study.scenario;
  const ratio = valueAt(draw, people.managing_without.ratio, at);
  const inflow = people.managing_without.inflow_ratio;
  return realPeople({
    existingUsers: valueAt(draw, people.existing_users, at),
    newUsersAYear:
      people.new_users_a_year === "steady"
        ? steadyNewUsers({
            scenario: draw.study.scenario,
            needs: draw.study.needs,
            timeline: draw.study.timeline,
            value: (split, more) => valueAt(draw, split, { ...at, ...more }),
          })
        : valueAt(draw, people.new_users_a_year, at),
    withoutRatio: ratio,
    inflowRatio: inflow === undefined ? ratio : valueAt(draw, inflow, at),
  });
}

function compileStreams(
  draw: SiteDraw,
  group: string,
  at: Coordinates,
  simulated: SimulatedPeople,
): readonly StreamTables[] {
  const { people } = draw.study.scenario;
  const real = realPeopleAt(draw, at);
  const mixes: Record<StreamKind, Split> = {
    existing: people.need_mix,
    new: people.new_user_need_mix ?? people.need_mix,
    without: people.managing_without.need_mix ?? people.need_mix,
    without_inflow: people.managing_without.need_mix ?? people.need_mix,
  };
  const fraction = valueAt(draw, people.managing_without.package_fraction, at);
  return inTurn(Object.keys(mixes) as StreamKind[], (kind) => {
    const [s0, s1] = textKey(`${draw.site}/${group}/${kind}`);
    const first = threefry(draw.key[0], draw.key[1], s0, s1);
    const key: Key = [first, threefrySecondWord()];
    const without = kind === "without" || kind === "without_inflow";
    const listed = kind === "existing" ? listedAt(draw.study, draw.site, group) : undefined;
    return {
      kind,
      count: simulated[kind],
      weight: streamWeight(real[kind], listed === undefined ? simulated[kind] : listed.totalWeight),
      sampled: simulated.sampled && listed === undefined,
      key: listed === undefined ? key : draw.key,
      listed,
      needCumulative: cumulative(needShares(draw, mixes[kind], at)),
      packageFraction: without ? fraction : 1,
    };
  });
}

/** A client group's tables, those of every financial year among them where an input is stated by year. */
function compileGroup(draw: SiteDraw, group: string, simulated: SimulatedPeople): GroupTables {
  const { people, life_course, arms } = draw.study.scenario;
  const read = [people, life_course, arms];
  const years = inEachYear(draw.study, read, (year) => compileYear(draw, group, simulated, year));
  return years.every((tables) => tables === years[0]) ? years[0]! : { ...years[0]!, years };
}

function compileYear(draw: SiteDraw, group: string, simulated: SimulatedPeople, year: number): GroupTables {
  const { study } = draw;
  const { people, life_course: life } = study.scenario;
  const at: Coordinates = { ...siteCoordinates(study, draw.site), client_group: group, year };
  const value = (split: Split, more: Coordinates = {}) => valueAt(draw, split, { ...at, ...more });
  const byNeed = (split: Split) => Float64Array.from(study.needs, (need) => value(split, { need }));
  const monthly = (split: Split) =>
    Float64Array.from(
      places.flatMap((place) => study.needs.map((need) => value(split, { need, place }) / 12)),
    );
  const top = study.needs.length - 1;
  const worsening = monthly(life.worsening);
  const improving = monthly(life.improving);
  for (let place = 0; place < places.length; place++) {
    worsening[place * study.needs.length + top] = 0;
    improving[place * study.needs.length] = 0;
  }
  const deprivation = quintiles.map((quintile) => value(people.deprivation, { quintile }));
  const total = deprivation.reduce((sum, share) => sum + share, 0);
  return {
    streams: compileStreams(draw, group, at, simulated),
    quintileCumulative: cumulative(deprivation.map((share) => share / total)),
    packageMean: byNeed(people.package_mean),
    packageSigma: sigmaOfCv(value(people.package_cv)),
    contributionShare: Float64Array.from(quintiles, (quintile) =>
      value(people.contribution_share, { quintile }),
    ),
    informalHours: byNeed(people.informal_care_hours),
    informalDisplaced: value(people.informal_care_displaced),
    death: monthly(life.death),
    worsening,
    improving,
    admissions: monthly(life.admissions),
    residential: Float64Array.from(study.needs, (need) => value(life.residential_care, { need }) / 12),
    claimRate: byNeed(people.managing_without.claim_rate),
    arms: inTurn(study.arms, (arm) => compileArm(draw, arm, at)),
  };
}

/** The tables of a site in a draw. `simulated` gives each client group's simulated people, the same in every draw. */
export function compileSite(draw: SiteDraw, simulated: readonly SimulatedPeople[]): SiteTables {
  const { arms, clientGroups, timeline } = draw.study;
  const groups = inTurn(clientGroups, (group, g) => compileGroup(draw, group, simulated[g]!));
  arms.forEach((_, arm) => {
    const queue = siteQueue(draw, arm, groups);
    for (const group of groups) {
      for (const tables of [group, ...(group.years ?? [])]) tables.arms[arm]!.queue = queue;
    }
  });
  return { months: timeline.months, monthsBefore: timeline.monthsBefore, groups };
}
