/** The answer in sentences, and how each arm stands against what there is to spend. */
import type { PerspectiveName } from "../../accounts/lines.js";
import { yearlyEnvelope } from "../../results/envelope.js";
import { figure } from "../../results/figure.js";
import { probabilityAtMostZero } from "../../results/figureColumns.js";
import { moments } from "../../results/moments.js";
import { type PaybackFigures, paybackOf } from "../../results/paybackOf.js";
import type { RunResult } from "../../results/runResult.js";
import { tailRisk } from "../../results/tailRisk.js";
import { yearlyMean } from "../../results/yearlyMean.js";
import { percent, pounds } from "../../screen/figureText.js";
import {
  armLabel,
  centralInterval,
  interval,
  netFigures,
  perspectiveHeads,
  perspectiveWords,
} from "../../screen/netFigures.js";
import { textTable, wrapText } from "../../screen/textTable.js";

const mean = (values: ArrayLike<number>): number => moments(values).mean;

/** An amount against another arm's: `£1.20m more a year than Contract`. */
function comparedWith(amountGbp: number, other: string): string {
  if (pounds(amountGbp) === "£0") return `the same a year as ${other}`;
  return `${pounds(Math.abs(amountGbp))} ${amountGbp > 0 ? "more" : "less"} a year than ${other}`;
}

const envelopesOf = (result: RunResult): readonly PerspectiveName[] =>
  (["council", "nhs", "public"] as const).filter((name) => yearlyEnvelope(result, name) !== undefined);

/** An arm against the baseline in words: net cost, cash, the probability of a saving and of keeping within the money. */
export function affordabilityLines(result: RunResult, arm: string): readonly string[] {
  const { study } = result;
  const name = armLabel(study, arm);
  const baseline = armLabel(study, study.arms[study.baseline]!);
  const own = study.scenario.perspective;
  const { yearly, yearlyCash, total } = netFigures(result, arm, own);
  const costs =
    `${name} would cost ${perspectiveWords[own]} ${comparedWith(mean(yearly), baseline)} ` +
    `(95% interval ${interval(centralInterval(yearly))}), of which cash ${pounds(mean(yearlyCash))}; ` +
    `over the whole run, discounted, ${pounds(mean(total))} (${interval(centralInterval(total))}).`;
  const saving =
    `Probability that ${perspectiveWords[own]} saves, or pays no more, over the whole run: ` +
    `${percent(probabilityAtMostZero(total))}.`;
  const within = envelopesOf(result).map((perspective) => {
    const query = { arm, perspective };
    const all = mean(figure(result, { ...query, metric: "within_envelope" }));
    const overspend = mean(yearlyMean(result, { ...query, metric: "overspend" }));
    const amount = pounds(mean(yearlyEnvelope(result, perspective)!));
    return (
      `Probability of keeping within ${perspectiveWords[perspective]}'s ${amount} a year in every year: ` +
      `${percent(all)}; mean overspend ${pounds(overspend)} a year.`
    );
  });
  return [
    "In short",
    ...[costs, saving, paybackWords(result, arm), ...within].flatMap((line) => wrapText(line, 2)),
  ];
}

/** When it pays back: the probability that it ever does, and the year by which half of the draws that do have. */
function paybackWords(result: RunResult, arm: string): string {
  const { study } = result;
  const own = [study.scenario.perspective];
  const [{ paid_back: all, cash_paid_back: cash }] = paybackOf(result, study.arms.indexOf(arm), own) as [
    PaybackFigures,
  ];
  const words = (byPeriod: readonly Float64Array[]): string => {
    const shares = byPeriod.map(mean);
    const ever = shares.at(-1)!;
    if (ever === 0) return "never";
    const half = shares.findIndex((share) => share >= ever / 2);
    return `${percent(ever)}, half of that by the end of ${study.timeline.years[half]}`;
  };
  return (
    "Probability that it ever pays back (net costs so far, undiscounted, come to nothing): " +
    `${words(all)}; in cash: ${words(cash)}.`
  );
}

/** Each arm against each envelope: the probability of keeping within it year by year and in all, and by how much not. */
export function envelopeLines(result: RunResult): readonly string[] {
  const { study } = result;
  const years = study.timeline.years;
  return envelopesOf(result).flatMap((perspective, at) => {
    const yearly = yearlyEnvelope(result, perspective)!;
    const rows = study.arms.map((arm) => {
      const query = { arm, perspective };
      const byYear = years.map((period) =>
        mean(figure(result, { ...query, metric: "within_envelope", period })),
      );
      const cash = yearlyMean(result, { ...query, metric: "cash_cost" });
      const { p95, worst5 } = tailRisk(cash);
      return [
        armLabel(study, arm),
        pounds(mean(cash)),
        pounds(p95.value),
        pounds(worst5.value),
        percent(Math.max(...byYear)),
        percent(Math.min(...byYear)),
        percent(mean(figure(result, { ...query, metric: "within_envelope" }))),
        pounds(mean(yearlyMean(result, { ...query, metric: "overspend" }))),
      ];
    });
    const stated = study.scenario.envelopes[perspective as "council" | "nhs" | "public"]?.a_year;
    const kind = stated === "today" ? "today's cash spending" : "as stated";
    return [
      ...(at === 0 ? [] : [""]),
      `Within the envelope: ${perspectiveHeads[perspective]}, ${pounds(mean(yearly))} a year (${kind})`,
      ...textTable([
        ["Arm", "Cash a year", "95th pct", "Worst 5%", "Best year", "Worst year", "Every year", "Overspend"],
        ...rows,
      ]),
    ];
  });
}
