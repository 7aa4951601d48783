/** The answer in sentences, and how each arm stands against what there is to spend. */
import type { PerspectiveName } from "../../accounts/lines.js";
import { type Burden, burdenOf } from "../../results/burden.js";
import { yearlyEnvelope } from "../../results/envelope.js";
import { figure } from "../../results/figure.js";
import { moments } from "../../results/moments.js";
import { type PaybackFigures, paybackOf } from "../../results/paybackOf.js";
import type { RunResult } from "../../results/runResult.js";
import { tailRisk } from "../../results/tailRisk.js";
import { yearlyMean } from "../../results/yearlyMean.js";
import { percent, pounds, quantityText } from "../../screen/figureText.js";
import {
  armLabel,
  centralInterval,
  interval,
  isNoChange,
  netFigures,
  noChange,
  perspectiveHeads,
  perspectiveWords,
  possessive,
  savingText,
} from "../../screen/netFigures.js";
import { textTable, wrapText } from "../../screen/textTable.js";

const mean = (values: ArrayLike<number>): number => moments(values).mean;

/** A share as a percentage, with one digit more than a probability has. */
const shareText = (share: number): string => `${quantityText(Number((100 * share).toPrecision(2)))}%`;

/** An amount against another arm's: `£1.20m more a year than Contract`. */
function comparedWith(amountGbp: number, other: string): string {
  if (pounds(amountGbp) === "£0") return `the same a year as ${other}`;
  return `${pounds(Math.abs(amountGbp))} ${amountGbp > 0 ? "more" : "less"} a year than ${other}`;
}

const envelopesOf = (result: RunResult): readonly PerspectiveName[] =>
  (["council", "nhs", "public"] as const).filter((name) => yearlyEnvelope(result, name) !== undefined);

/** An arm against the baseline in words: net cost, its cashable and stranded parts, saving, paying back, the envelope. */
export function affordabilityLines(result: RunResult, arm: string): readonly string[] {
  const { study } = result;
  const name = armLabel(study, arm);
  const baseline = armLabel(study, study.arms[study.baseline]!);
  const own = study.scenario.perspective;
  const whose = perspectiveWords[own];
  const { yearly, yearlyCash, total } = netFigures(result, arm, own);
  const burden = burdenOf(result, arm, own);
  const costs =
    `${name} would cost ${whose} ${comparedWith(mean(yearly), baseline)} (95% interval ` +
    `${interval(centralInterval(yearly))})${besideWords(burden)}; over the whole run, discounted, ` +
    `${pounds(mean(total))} (${interval(centralInterval(total))}).`;
  const saving =
    `Probability that ${whose} saves, or pays no more, over the whole run: ` +
    `${savingText(total)}${isNoChange(total) ? " in any draw" : ""}.`;
  return [
    "In short",
    ...[
      costs,
      ...cashableWords(mean(yearly), mean(yearlyCash)),
      ...strandedWords(burden, baseline),
      saving,
      paybackWords(result, arm),
      ...envelopeWords(result, arm, baseline),
    ].flatMap((line) => wrapText(line, 2)),
  ];
}

/** The net cost beside what is spent today, and for each user. */
function besideWords({ shareOfToday, perUserGbp }: Burden): string {
  if (shareOfToday === undefined || perUserGbp === undefined || pounds(perUserGbp) === "£0") return "";
  const size = shareText(Math.abs(shareOfToday));
  return `: ${size} of today's spending, ${pounds(Math.abs(perUserGbp))} for each user`;
}

/** How much of a net cost a year can be taken out of a budget. That part is larger than the whole where the rest has the other sign. */
function cashableWords(allGbp: number, cashableGbp: number): readonly string[] {
  const restGbp = allGbp - cashableGbp;
  const [all, cashable, rest] = [allGbp, cashableGbp, restGbp].map((amount) => pounds(Math.abs(amount)));
  if (all === "£0" && cashable === "£0") return [];
  if (rest === "£0") return ["All of that is cashable."];
  const what = "time and services that free no money";
  if (cashableGbp * restGbp >= 0) {
    const noun = allGbp < 0 ? "saving" : "cost";
    return [`Of that ${noun}, ${cashable} a year is cashable and ${rest} is not (${what}).`];
  }
  const noun = cashableGbp < 0 ? "saving" : "cost";
  const verb = restGbp < 0 ? "saved" : "spent";
  const than = cashableGbp * allGbp > 0 ? "is larger" : "goes the other way";
  return [
    `The cashable ${noun} ${than}, ${cashable} a year: ${rest} of what is ${verb} is non-cashable (${what}).`,
  ];
}

/** Contracts paid for and not used, and their share of the net cost. */
function strandedWords({ strandedGbp, strandedShare }: Burden, baseline: string): readonly string[] {
  const amount = mean(strandedGbp);
  const size = pounds(Math.abs(amount));
  if (size === "£0") return [];
  const what = "Contracts paid for but unused (stranded)";
  if (amount < 0) return [`${what} cost ${size} a year less than under ${baseline}.`];
  const share = strandedShare === undefined ? "" : `, ${shareText(strandedShare)} of the net cost`;
  const whole = strandedShare !== undefined && strandedShare > 1 ? ": everything else together saves" : "";
  return [`${what} account for ${size} a year${share}${whole}.`];
}

/** Keeping within each envelope, beside the baseline, which may not keep within it either. */
function envelopeWords(result: RunResult, arm: string, baseline: string): readonly string[] {
  const { arms, baseline: at } = result.study;
  return envelopesOf(result).map((perspective) => {
    const [own, other] = [arm, arms[at]!].map((name) => ({
      within: mean(figure(result, { arm: name, perspective, metric: "within_envelope" })),
      overspend: mean(yearlyMean(result, { arm: name, perspective, metric: "overspend" })),
    }));
    const amount = pounds(mean(yearlyEnvelope(result, perspective)!));
    return (
      `Probability of keeping within ${possessive(perspectiveWords[perspective])} ${amount} a year in every year: ` +
      `${percent(own!.within)}, against ${percent(other!.within)} under ${baseline}; mean overspend ` +
      `${pounds(own!.overspend)} a year, against ${pounds(other!.overspend)}.`
    );
  });
}

/** When it pays back: the probability that it ever does, and the year by which half of the draws that do have. */
function paybackWords(result: RunResult, arm: string): string {
  const { study } = result;
  const own = [study.scenario.perspective];
  const [{ paid_back: all, cash_paid_back: cash }] = paybackOf(result, study.arms.indexOf(arm), own) as [
    PaybackFigures,
  ];
  const { yearly, total } = netFigures(result, arm, study.scenario.perspective);
  const isSame = isNoChange(yearly) && isNoChange(total);
  const words = (byPeriod: readonly Float64Array[]): string => {
    const shares = byPeriod.map(mean);
    const ever = shares.at(-1)!;
    if (isSame) return noChange;
    if (ever === 0) return "0%";
    const half = study.timeline.years[shares.findIndex((share) => share >= ever / 2)];
    return `${percent(ever)}${ever === 1 ? "" : "; if it does"}, as likely as not by the end of ${half}`;
  };
  const [everything, cashable] = [words(all), words(cash)];
  return (
    "Probability that it ever pays back (net costs so far, undiscounted, are back to nothing): " +
    `${everything}${everything === cashable ? ", and the same in cashable costs alone" : `. In cashable costs alone: ${cashable}`}.`
  );
}

/** Each arm against each envelope: the probability of keeping within it year by year and in all, and by how much not. */
export function envelopeLines(result: RunResult): readonly string[] {
  const { study } = result;
  return envelopesOf(result).flatMap((perspective, at) => {
    const yearly = yearlyEnvelope(result, perspective)!;
    const standings = study.arms.map((arm) => standingOf(result, arm, perspective));
    const rows = standings.flatMap((standing, at) => [
      [
        armLabel(study, study.arms[at]!),
        ...[standing.cash, standing.p95, standing.worst5].map(pounds),
        ...[Math.max(...standing.byYear), Math.min(...standing.byYear), standing.every].map(percent),
        pounds(standing.overspend),
      ],
      ...(at === study.baseline ? [] : [differenceRow(standing, standings[study.baseline]!)]),
    ]);
    const stated = study.scenario.envelopes[perspective as "council" | "nhs" | "public"]?.a_year;
    const kind = stated === "today" ? "today's cashable spending" : "as stated";
    return [
      ...(at === 0 ? [] : [""]),
      ...wrapText(
        `Within the envelope (budget): ${perspectiveHeads[perspective]}, ${pounds(mean(yearly))} a year (${kind}); cashable cost ` +
          "a year, and the probability of keeping within it",
      ),
      ...textTable([
        ["Arm", "Cashable", "95th pct", "Worst 5%", "Best year", "Worst year", "Every year", "Overspend"],
        ...rows,
      ]),
    ];
  });
}

/** How an arm stands against an envelope: cashable cost a year and its bad tail, probabilities, overspend. */
function standingOf(result: RunResult, arm: string, perspective: PerspectiveName) {
  const query = { arm, perspective };
  const cash = yearlyMean(result, { ...query, metric: "cash_cost" });
  const { p95, worst5 } = tailRisk(cash);
  return {
    cash: mean(cash),
    p95: p95.value,
    worst5: worst5.value,
    byYear: result.study.timeline.years.map((period) =>
      mean(figure(result, { ...query, metric: "within_envelope", period })),
    ),
    every: mean(figure(result, { ...query, metric: "within_envelope" })),
    overspend: mean(yearlyMean(result, { ...query, metric: "overspend" })),
  };
}

/** The arm's figures less the baseline's. The best and worst years have none: they may be different years in the two arms. */
function differenceRow(
  own: ReturnType<typeof standingOf>,
  baseline: ReturnType<typeof standingOf>,
): readonly string[] {
  const amounts = (["cash", "p95", "worst5"] as const).map((key) => pounds(own[key] - baseline[key]));
  const points = `${quantityText(Math.round(100 * (own.every - baseline.every)))} pts`;
  return ["  difference", ...amounts, "", "", points, pounds(own.overspend - baseline.overspend)];
}
