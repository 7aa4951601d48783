/**
 * What the ledger of `fivePeople.yaml` must hold: five people, two sites, three payers and a carer.
 *
 * The run starts in October 2011: 2011/12 has its months 0 to 5, 2012/13 months 6 to 17, 2013/14 months 18 to 23. Care
 * grows by 2% a financial year, wages by 1%. Nothing is left to chance (see `threePeople.md` for how). A month has
 * 365.25/84 weeks, so 4.2 units a week are 18.2625 a month, and £10 × 8.4 a week are £365.25 a month.
 *
 * - **Ann**, north, older person, 8.4 units a week at £10: A = 365.25. Takes a budget up in month 0.
 * - **Bob**, north, COPD, 4.2 units at £20: A = 365.25, all NHS. Takes a budget up in month 0.
 * - **Cyd**, east, older person, 16.8 units at £10: A = 730.50. Budgets start there in month 6: takes one up then.
 * - **Dee**, east, mental health, 4.2 units at £12. In month 0 need worsens and, need now being high, she moves to
 *   residential care, in both arms; her contract was signed before that. Half of her is NHS money.
 * - **Eve**, east, older person, managing without; claims in month 0 in both arms, half a package: 8.4 units at £10,
 *   A = 365.25; stays under contract (claimants' ceiling 0). The contract there was signed for Cyd alone.
 */
import type { LineName, Payer } from "../../src/accounts/lines.js";
import type { ExpectedEntry } from "./threePeople.js";

type Three = readonly [year0: number, year1: number, year2: number];
type Row = readonly [line: LineName, payer: Payer, cashable: "yes" | "no", amounts: Three];

/** £ a month, in each of 6, 12 and 6 months, grown by 2% a year. */
const care = (monthGbp: number): Three => [6 * monthGbp, 12 * 1.02 * monthGbp, 6 * 1.0404 * monthGbp];
/** £ a month of staff time, grown by 1% a year. */
const staff = (monthGbp: number): Three => [6 * monthGbp, 12 * 1.01 * monthGbp, 6 * 1.0201 * monthGbp];
/** £ a month without growth. */
const flat = (monthGbp: number): Three => [6 * monthGbp, 12 * monthGbp, 6 * monthGbp];
/** Only from month 6 on, that is from the second financial year. */
const fromApril = ([, year1, year2]: Three): Three => [0, year1, year2];
const untilMarch = ([year0]: Three): Three => [year0, 0, 0];
const plus = (...parts: readonly Three[]): Three => [
  parts.reduce((sum, part) => sum + part[0], 0),
  parts.reduce((sum, part) => sum + part[1], 0),
  parts.reduce((sum, part) => sum + part[2], 0),
];
const times = (factor: number, [a, b, c]: Three): Three => [factor * a, factor * b, factor * c];

/** £ a month of an hour a week of a relative's time: 365.25/84 × £10. */
const carerHourGbp = (365.25 / 84) * 10;

/** Residential care is £700 × 365.25/84 = 3,043.75 a month, half NHS; Dee pays 0.3 of the council's half, 456.5625, to the council. */
const residentialRows: readonly Row[] = [
  ["residential_care", "council", "yes", flat(1521.875)],
  ["residential_care", "nhs", "yes", flat(1521.875)],
];

const contractArm: readonly Row[] = [
  ...residentialRows,
  // Ann 365.25; Cyd and Eve use 109.575 units against C = 73.05: 730.50 within it.
  ["block_used", "council", "yes", care(365.25 + 730.5)],
  // Eve's 36.525 units at £12.
  ["block_spot", "council", "yes", care(438.3)],
  // Dee's 18.2625 units stay unused, three quarters are paid at £12: 164.3625, half NHS.
  ["block_stranded", "council", "yes", care(82.18125)],
  ["block_stranded", "nhs", "yes", care(82.18125)],
  // Bob.
  ["pooled_used", "nhs", "yes", care(365.25)],
  // 0.2 of Ann's, Cyd's and Eve's A at the reference price, and Dee's own share.
  [
    "client_contributions",
    "council",
    "yes",
    plus(times(-0.2, care(365.25 + 730.5 + 365.25)), flat(-456.5625)),
  ],
  ["client_contributions", "client", "yes", plus(times(0.2, care(365.25 + 730.5 + 365.25)), flat(456.5625))],
  // Ann, Cyd, Eve 6 h a year at £30, 15 a month each; Bob 4 h, 10 a month, NHS; half of it cash.
  ["care_manager_time", "council", "yes", staff(22.5)],
  ["care_manager_time", "council", "no", staff(22.5)],
  ["care_manager_time", "nhs", "yes", staff(5)],
  ["care_manager_time", "nhs", "no", staff(5)],
  // Ann and Eve 20 − 0.5·8.4 = 15.8 h a week; Cyd 20 − 8.4 = 11.6; Bob 10 − 2.1 = 7.9; Dee none: 51.1.
  ["informal_care", "carer", "no", flat(51.1 * carerHourGbp)],
];

/**
 * A month of Ann's budget, with A = 365.25: B = A; M = 0.1·A; N = 0.9·A; W = 0.1·N = 0.09·A; R = 0.9·A; R′ = R − W/2 =
 * 0.855·A; D = 0.855 − 0.9 + 0.09 = 0.045·A, all bailed out; core = R′. Monitoring is off, so nothing misused comes back.
 * Bob: B = A; R = 0.8·A; S = 0.2·A; X = 0.5·0.75·S = 0.075·A = K.
 * Cyd, with A = 730.50: B = 0.9·A; R = A; D = 0.1·A; L = 0.025·A; T = 0.0375·A; V = 0.0375·A; n = 0.0375; core = 0.9625·A.
 */
const annGbp = care(365.25);
const bobGbp = care(365.25);
const cydGbp = fromApril(care(730.5));
const cydUnderContract = untilMarch(care(730.5));
const eveGbp = care(365.25);
const bailOuts = plus(times(0.045, annGbp), times(0.025, cydGbp));
/** 0.2·(B + L) of Ann and Cyd: L is 0.4 NHS, and they contribute to the council's 0.6 of it. */
const contributionOfL = times(0.2 * 0.6, bailOuts);
const contributionOfB = times(0.2, plus(annGbp, times(0.9, cydGbp)));
const contributionUnderContract = times(0.2, plus(cydUnderContract, eveGbp));

const budgetArm: readonly Row[] = [
  ...residentialRows,
  // Until March Cyd and Eve use 109.575 against 73.05; from April Eve alone, 36.525.
  ["block_used", "council", "yes", plus(cydUnderContract, fromApril(eveGbp))],
  ["block_spot", "council", "yes", untilMarch(care(438.3))],
  // Ann's contract: 0.75·365.25 = 273.9375; from April Cyd's: 10·(0.75·73.05 − 36.525) = 182.625; Dee's as before.
  ["block_stranded", "council", "yes", plus(care(273.9375), fromApril(care(182.625)), care(82.18125))],
  ["block_stranded", "nhs", "yes", care(82.18125)],
  // Bob's pooled contract, fixed part 0.3·20·18.2625.
  ["pooled_stranded", "nhs", "yes", care(109.575)],
  ["budgets_paid_out", "council", "yes", plus(annGbp, times(0.9, cydGbp))],
  ["budgets_paid_out", "nhs", "yes", bobGbp],
  ["unspent_recovered", "nhs", "yes", times(-0.075, bobGbp)],
  ["unspent_kept", "client", "yes", times(-0.075, bobGbp)],
  ["bail_outs", "council", "yes", times(0.6, bailOuts)],
  ["bail_outs", "nhs", "yes", times(0.4, bailOuts)],
  ["client_top_ups", "client", "yes", times(0.0375, cydGbp)],
  [
    "client_contributions",
    "council",
    "yes",
    plus(
      times(-1, contributionUnderContract),
      times(-1, contributionOfB),
      times(-1, contributionOfL),
      flat(-456.5625),
    ),
  ],
  [
    "client_contributions",
    "client",
    "yes",
    plus(contributionUnderContract, contributionOfB, contributionOfL, flat(456.5625)),
  ],
  // A fifth of core: Ann 0.2·0.855·A, Cyd 0.2·0.9625·A.
  ["pay_to_relatives", "carer", "yes", plus(times(-0.171, annGbp), times(-0.1925, cydGbp))],
  // A quarter of W replaces NHS care: 0.25·0.09·A = 0.0225·A; a fifth of it cash.
  ["other_services_replaced", "nhs", "yes", times(-0.0225 * 0.2, annGbp)],
  ["other_services_replaced", "nhs", "no", times(-0.0225 * 0.8, annGbp)],
  // Ann £500 council, Bob £500 NHS in month 0; Cyd £800 in month 6.
  ["implementation", "council", "yes", [500, 800, 0]],
  ["implementation", "nhs", "yes", [500, 0, 0]],
  // North: £1,000 in month 0 and £20 a month in months 0 to 17, half COPD's and so NHS's (packages 365.25 : 365.25).
  // East: £600 in month 6, by packages 730.50 : 219.15 of 949.65; mental health's part half NHS: 300·219.15/949.65.
  ["programme", "council", "yes", [560, 120 + 600 - (300 * 219.15) / 949.65, 0]],
  ["programme", "nhs", "yes", [560, 120 + (300 * 219.15) / 949.65, 0]],
  // Planning 5 h at £20 at set-up; payroll 12 h a year at £15, £15 a month.
  ["advice_and_support", "council", "yes", plus([100, 1.01 * 100, 0], staff(15), fromApril(staff(15)))],
  ["advice_and_support", "nhs", "yes", plus([100, 0, 0], staff(15))],
  // Bob: 2 levels at £60 a year, £10 a month.
  ["monitoring", "nhs", "yes", flat(10)],
  // Ann 4 h a year, £10 a month; Cyd £15, from April £10; Eve £15; Bob £10, NHS; half of it cash.
  ["care_manager_time", "council", "yes", times(0.5, plus(staff(40), fromApril(staff(-5))))],
  ["care_manager_time", "council", "no", times(0.5, plus(staff(40), fromApril(staff(-5))))],
  ["care_manager_time", "nhs", "yes", staff(5)],
  ["care_manager_time", "nhs", "no", staff(5)],
  // Ann 15.8 + 0.2·8.4·0.855/0.9 = 15.8 + 1.596; Bob 7.9; Eve 15.8: 41.096. Cyd 11.6 until March, then
  // 20 − 8.4·0.9625 + 0.2·16.8·0.9625 = 20 − 8.085 + 3.234 = 15.149.
  [
    "informal_care",
    "carer",
    "no",
    plus(
      flat(41.096 * carerHourGbp),
      untilMarch(flat(11.6 * carerHourGbp)),
      fromApril(flat(15.149 * carerHourGbp)),
    ),
  ],
  // 12 h at set-up and 2 h a month at £9.
  ["user_own_time", "client", "no", plus([216, 108, 0], flat(2 * 18), fromApril(flat(18)))],
];

const periods = ["2011/12", "2012/13", "2013/14"] as const;
const entries = (arm: string, rows: readonly Row[]): readonly ExpectedEntry[] =>
  rows.flatMap(([line, payer, cashable, amounts]) =>
    periods.flatMap((period, year) =>
      amounts[year] === 0 ? [] : [{ arm, period, payer, line, cashable, amountGbp: amounts[year]! }],
    ),
  );

/** Every entry of the ledger that is not 0; whatever is not listed must be 0. */
export const expected: readonly ExpectedEntry[] = [
  ...entries("contract", contractArm),
  ...entries("budget", budgetArm),
];
