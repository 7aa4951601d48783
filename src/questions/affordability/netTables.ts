/** The tables of an answer: costs, net costs, what the money went on, and the years. */
import { lineNames, lines, type PerspectiveName, payers } from "../../accounts/lines.js";
import { figure } from "../../results/figure.js";
import { moments } from "../../results/moments.js";
import { periodYears } from "../../results/reportingYears.js";
import type { RunResult } from "../../results/runResult.js";
import { yearlyLine } from "../../results/yearlyLine.js";
import { yearlyMean } from "../../results/yearlyMean.js";
import { percent, pounds, quantityText } from "../../screen/figureText.js";
import {
  armLabel,
  centralInterval,
  interval,
  isNoChange,
  netFigures,
  perspectiveHeads,
  savingText,
  toldPerspectives,
} from "../../screen/netFigures.js";
import { textTable, wrapText } from "../../screen/textTable.js";

const mean = (values: ArrayLike<number>): number => moments(values).mean;
/** An amount with its interval; what is 0 in every draw is not shown as uncertain. */
const withInterval = (values: Float64Array): string =>
  isNoChange(values) ? "£0" : `${pounds(mean(values))} (${interval(centralInterval(values))})`;
const columnHeads = (perspectives: readonly PerspectiveName[]): readonly string[] =>
  perspectives.map((perspective) => perspectiveHeads[perspective]);

/** What each arm costs a year, by perspective. */
export function costTable(result: RunResult): readonly string[] {
  const rows = result.study.arms.map((arm) => [
    armLabel(result.study, arm),
    ...toldPerspectives.map((perspective) =>
      pounds(mean(yearlyMean(result, { arm, perspective, metric: "cost" }))),
    ),
  ]);
  const years = quantityText(periodYears(result.study.timeline, result.study.timeline.years.length));
  const rule = `Cost a year: here and below what the whole run comes to, undiscounted, divided by its ${years} years`;
  return [...wrapText(rule), ...textTable([["Arm", ...columnHeads(toldPerspectives)], ...rows])];
}

/** Net cost of an arm by perspective, with 95% intervals and the probability of a saving. */
export function netTable(result: RunResult, arm: string): readonly string[] {
  const rows = toldPerspectives.map((perspective) => {
    const { yearly, yearlyCash, total } = netFigures(result, arm, perspective);
    return [
      perspectiveHeads[perspective],
      withInterval(yearly),
      pounds(mean(yearlyCash)),
      withInterval(total),
      savingText(total),
    ];
  });
  return [
    ...wrapText(
      `Net cost of ${armLabel(result.study, arm)}: mean (95% interval); P(saves): it saves or costs no more`,
    ),
    ...textTable([["To", "A year", "Cashable", "In all, discounted", "P(saves)"], ...rows]),
  ];
}

/** What the money went on, net and a year: the public sector's lines, then those that fall on clients and carers only. */
export function spendingTable(result: RunResult, arm: string): readonly string[] {
  const isPublic = (line: (typeof lineNames)[number]): boolean =>
    (lines[line].payers as readonly string[]).some((payer) => payer === "council" || payer === "nhs");
  const rowsOf = (wanted: boolean): readonly (readonly string[])[] =>
    lineNames.flatMap((line) => {
      if (isPublic(line) !== wanted) return [];
      const byPayer = payers.map((payer) => mean(yearlyLine(result, arm, line, payer)));
      if (byPayer.every((amount) => amount === 0)) return [];
      const society = byPayer.reduce((sum, amount) => sum + amount, 0);
      return [
        [lines[line].label, ...[...byPayer, society].map((amount) => (amount === 0 ? "" : pounds(amount)))],
      ];
    });
  const publicRows = rowsOf(true);
  const societyRows = rowsOf(false);
  if (publicRows.length + societyRows.length === 0) return [];
  const net = (["council", "nhs", "client", "carer", "society"] as const).map((perspective) =>
    pounds(mean(netFigures(result, arm, perspective).yearly)),
  );
  const blank = ["", "", "", "", "", ""];
  return [
    ...wrapText(
      `Where the money goes: ${armLabel(result.study, arm)} less ${armLabel(result.study, result.study.arms[result.study.baseline]!)}, a year`,
    ),
    ...textTable([
      ["Line", "Council", "NHS", "Clients", "Carers", "Society"],
      ...publicRows,
      ...(societyRows.length === 0
        ? []
        : [["Falling on clients and carers only:", ...blank.slice(1)], ...societyRows]),
      ["Net", ...net],
    ]),
  ];
}

/** The years one by one: net costs, their cashable part, budgets held, and the probability of keeping within the first envelope. */
export function yearTable(result: RunResult, arm: string): readonly string[] {
  const { study } = result;
  const comparator = study.arms[study.baseline]!;
  const envelope = (["council", "nhs", "public"] as const).find(
    (name) => study.scenario.envelopes[name] !== undefined,
  );
  const rows = study.timeline.years.map((period) => {
    const net = (perspective: PerspectiveName, metric: string): Float64Array =>
      figure(result, { arm, comparator, perspective, period, metric });
    return [
      period,
      withInterval(net("council", "cost")),
      pounds(mean(net("council", "cash_cost"))),
      pounds(mean(net("nhs", "cost"))),
      pounds(mean(net("society", "cost"))),
      ...(envelope === undefined
        ? []
        : [
            [arm, comparator]
              .map((name) => ({ arm: name, perspective: envelope, period, metric: "within_envelope" }))
              .map((query) => percent(mean(figure(result, query))))
              .join(" / "),
          ]),
      quantityText(mean(figure(result, { arm, period, metric: "people_with_budget" }))),
    ];
  });
  const head = [
    "Year",
    "Council",
    "cashable",
    "NHS",
    "Society",
    ...(envelope === undefined ? [] : ["Within"]),
    "With budget",
  ];
  const title = `Year by year: net cost of ${armLabel(study, arm)}, undiscounted, and people with a budget`;
  const within =
    envelope === undefined
      ? ""
      : `; within: probability of keeping within the envelope (${perspectiveHeads[envelope]}), beside that of ${armLabel(study, comparator)}`;
  return [...wrapText(title + within), ...textTable([head, ...rows])];
}
