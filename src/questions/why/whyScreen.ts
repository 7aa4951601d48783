/** The screen that says why a net cost is what it is: its parts by mechanism, rounded to what their errors allow. */

import type { PerspectiveName } from "../../accounts/lines.js";
import { pounds, poundsWithin } from "../../screen/figureText.js";
import { armLabel, perspectiveHeads, perspectiveWords, toldPerspectives } from "../../screen/netFigures.js";
import { simulatedWords } from "../../screen/peopleText.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import type { WhyPlan } from "./whyPlan.js";
import type { WhyRow } from "./whyTable.js";

const isKnown = (error: number | undefined): error is number => error !== undefined && !Number.isNaN(error);

/** An amount rounded to what the larger of its errors allows, from draws or from orders; the table has it to the penny. */
const told = ({ mcse, order_se }: WhyRow, amountGbp: number): string =>
  poundsWithin(amountGbp, Math.max(...[mcse, order_se].filter(isKnown), 0));

/** How the orders were counted, in words. */
export const ordersWords = ({ players, orders, coalitions }: WhyPlan): string =>
  `${players.length} mechanisms on, ${coalitions} combinations of them ` +
  (orders === undefined ? "(all orders)" : `(${orders} orders sampled in pairs)`);

/**
 * An arm's net cost by mechanism, to the scenario's perspective with its errors and the running total,
 * then to every perspective, rounded.
 *
 * @param rows of `whyTable`, for this arm
 * @param settings of the runs
 */
export function whyScreen(
  plan: WhyPlan,
  rows: readonly WhyRow[],
  settings: Pick<RunSettings, "draws" | "simulatedPeople" | "seed">,
): string {
  const { study } = plan;
  const own: PerspectiveName = study.scenario.perspective;
  const at = (perspective: PerspectiveName): readonly WhyRow[] =>
    rows.filter((row) => row.perspective === perspective && row.is_on);
  // A part of the contracts that is 0 to every perspective is left out.
  const isTold = ({ mechanism, part_of }: WhyRow): boolean =>
    part_of === undefined || rows.some((row) => row.mechanism === mechanism && row.amount !== 0);
  const bars = at(own).filter(isTold);
  const name = ({ part_of, label }: WhyRow): string => (part_of === undefined ? label : `  ${label}`);
  const net = bars.at(-1)!;
  const errors = (row: WhyRow): readonly string[] => [
    pounds(row.mcse ?? Number.NaN),
    pounds(row.order_se ?? Number.NaN),
  ];
  const parts = textTable([
    ["", "Part", "Running total", "Error: draws", "Orders"],
    ...bars.map((row) => [
      name(row),
      told(row, row.amount),
      row.part_of === undefined ? told(net, row.end) : "",
      ...errors(row),
    ]),
  ]);
  const others = textTable([
    ["", ...toldPerspectives.map((perspective) => perspectiveHeads[perspective])],
    ...bars.map((bar) => [
      name(bar),
      ...toldPerspectives.map((perspective) => {
        const row = at(perspective).find(({ mechanism }) => mechanism === bar.mechanism)!;
        return told(row, row.amount);
      }),
    ]),
  ]);
  const off = rows.filter((row) => row.perspective === own && !row.is_on).map((row) => row.label);
  return `${[
    ...wrapText(study.scenario.title),
    ...wrapText(
      `Why ${armLabel(study, plan.arm)} cost what they do against ${armLabel(study, plan.comparator)}: net cost to ` +
        `${perspectiveWords[own]} over the run, discounted, by mechanism (Shapley decomposition), each against its neutral ` +
        "value. + is a cost, - a saving. Rounded to their errors; to the penny they add up in the table (--format csv).",
    ),
    "",
    ...parts,
    "",
    "To each perspective",
    ...others,
    "",
    ...wrapText(
      `${ordersWords(plan)}; ${simulatedWords(settings)} A run of other draws or people ends within these errors of this ` +
        "net cost, not on it. Errors are standard errors: of the mean over draws, and of the orders sampled. " +
        "Surpluses are held against being recovered whole, so reinvestment and what clients keep show as costs where " +
        "price or gain show as savings.",
    ),
    ...(off.length === 0 ? [] : wrapText(`Off in this scenario: ${off.join("; ")}.`)),
  ].join("\n")}\n`;
}
