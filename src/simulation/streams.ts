/**
 * Who is simulated: streams of people at a site and in a client group. Simulated people stand for the real number,
 * with one weight per stream. The draw changes only the weights, not who is simulated.
 */

const streamKinds = ["existing", "new", "without", "without_inflow"] as const;
export type StreamKind = (typeof streamKinds)[number];

/** So many simulated people per site and client group at most, or everyone. */
export type PeopleLimit = number | "all";

/** How many are simulated: at the start for `existing` and `without`, in each twelve months for the others. */
export interface SimulatedPeople extends Readonly<Record<StreamKind, number>> {
  /** Whether they are fewer than the real people. */
  readonly sampled: boolean;
}

/** Real numbers of people, in the same sense. */
export type RealPeople = Readonly<Record<StreamKind, number>>;

/** Real numbers of a site and client group from its inputs. */
export const realPeople = (input: {
  readonly existingUsers: number;
  readonly newUsersAYear: number;
  readonly withoutRatio: number;
  readonly inflowRatio: number;
}): RealPeople => ({
  existing: input.existingUsers,
  new: input.newUsersAYear,
  without: input.withoutRatio * input.existingUsers,
  without_inflow: input.inflowRatio * input.newUsersAYear,
});

/**
 * How many to simulate, given the expected real numbers: everyone (rounded, at least one of a stream that is not empty), or
 * `people` in total over the run's `years` of inflow, shared between the streams as the real people are. Existing users who are
 * `listed` one by one are all simulated, whatever `people` is.
 */
export function simulatedPeople(
  expected: RealPeople,
  years: number,
  people: PeopleLimit,
  listed?: number,
): SimulatedPeople {
  const whole = (count: number): number => (count > 0 ? Math.max(1, Math.round(count)) : 0);
  const lifetime = expected.existing + expected.without + years * (expected.new + expected.without_inflow);
  const share = people === "all" || people >= lifetime ? 1 : people / lifetime;
  return {
    sampled: share < 1,
    existing: listed ?? whole(share * expected.existing),
    new: whole(share * expected.new),
    without: whole(share * expected.without),
    without_inflow: whole(share * expected.without_inflow),
  };
}

/** Weight of a simulated person: how many real people one stands for. */
export const streamWeight = (real: number, simulated: number): number =>
  simulated === 0 ? 0 : real / simulated;
