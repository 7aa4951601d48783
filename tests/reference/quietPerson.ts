/** A person to whom nothing happens and budgets that change nothing: the ground a test states its own figures on. */
import seedrandom from "seedrandom";
import type {
  BudgetParameters,
  DeploymentTerms,
  Luck,
  PersonParameters,
  PlaceRates,
  Stream,
} from "./monthlyPerson.js";

export function quietPerson(stream: Stream, rates: Partial<PlaceRates> = {}): PersonParameters {
  const none: PlaceRates = { death: [0], worsening: [0], improving: [0], admissions: [0] };
  return {
    stream,
    needMix: [1],
    quintileMix: [0.2, 0.2, 0.2, 0.2, 0.2],
    packageMeanUnitsAWeek: [10],
    packageCv: 0,
    packageFraction: 1,
    atHome: { ...none, ...rates },
    inResidentialCare: none,
    residentialCare: [0],
    claims: [0],
  };
}

export const neutralDeployment: DeploymentTerms = {
  share: 1,
  bias: 0,
  errorSd: 0,
  priceRatio: 1,
  efficiencyGain: 0,
  yearlySd: 0,
  reinvestedShare: 1,
  recoveredShare: 0,
  bailedOutShare: 0,
  toppedUpShareByQuintile: [0, 0, 0, 0, 0],
  widerShare: 0,
  coreWorkShare: 0,
  misuseYearlyProbability: 0,
  misuseShareLost: 0,
  mostRecoveredShare: 0,
  monitoringIntensity: 0,
  hazardRatios: { worsening: 1, residentialCare: 1, admissions: 1, death: 1 },
  outsideShare: 1,
  unmetWorsening: 1,
  unmetLeaving: 1,
  leavingRate: 0,
  returnRate: 0,
};

/** Everybody is offered a budget from the first month; nobody takes one up until a ceiling is stated. */
export const neutralBudgets = (): BudgetParameters => ({
  startYears: 0,
  delayYears: 0,
  rampYears: 0,
  eligibleShareByNeed: [1],
  ceiling: 0,
  takeUpCurve: { midpointYears: 0, steepness: 1 },
  oddsRatios: [[[1]], [[1]], [[1]], [[1]], [[1]]],
  responseToRate: 0,
  meanBias: 0,
  meanPriceRatio: 1,
  attraction: 1,
  attractionCurve: { midpointYears: 0, steepness: 1 },
  effectsOnsetYears: 0,
  effectsEndYears: Number.POSITIVE_INFINITY,
  implementationYears: Number.POSITIVE_INFINITY,
  unmetTolerance: 0.05,
  withdrawAfterReviews: 0,
  reviewTolerance: 0,
  deployments: [neutralDeployment],
  servedFrom: undefined,
});

/** Luck for a test: a uniform by (number, kind, occasion), the same whenever it is asked for. */
export function seededLuck(number: number | string): Luck {
  const drawn = new Map<string, number>();
  return (kind, occasion) => {
    const address = `${number}/${kind}/${occasion}`;
    const known = drawn.get(address);
    if (known !== undefined) return known;
    const uniform = seedrandom(address)();
    drawn.set(address, uniform);
    return uniform;
  };
}
