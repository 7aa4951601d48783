/** The screen that says why a net cost is what it is: its parts by mechanism, which add up to the penny. */

import type { PerspectiveName } from "../../accounts/lines.js";
import { pounds } from "../../screen/figureText.js";
import { armLabel, perspectiveHeads, perspectiveWords, toldPerspectives } from "../../screen/netFigures.js";
import { simulatedWords } from "../../screen/peopleText.js";
import { textTable, wrapText } from "../../screen/textTable.js";
import type { RunSettings } from "../../simulation/runSettings.js";
import type { WhyPlan } from "./why.js";
import type { WhyRow } from "./whyTable.js";

/** £ and pence with thousands separators, so that a column adds up as it is printed. */
function poundsAndPence(amountGbp: number): string {
  const pence = Math.round(Math.abs(amountGbp) * 100);
  const whole = String(Math.floor(pence / 100)).replace(/\B(?=(\d{3})+$)/g, ",");
  const text = `£${whole}.${String(pence % 100).padStart(2, "0")}`;
  return amountGbp < 0 && pence > 0 ? `-${text}` : text;
}

/** How the orders were counted, in words. */
export const ordersWords = ({ players, orders, coalitions }: WhyPlan): string =>
  `${players.length} mechanisms on, ${coalitions} combinations of them ` +
  (orders === undefined ? "(all orders)" : `(${orders} orders sampled in pairs)`);

/**
 * An arm's net cost by mechanism, to the scenario's perspective in pounds and pence with its errors and the running total,
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
  const bars = at(own);
  const errors = (row: WhyRow): readonly string[] => [pounds(row.mcse ?? Number.NaN), pounds(row.order_se)];
  const parts = textTable([
    ["", "part", "adds up to", "error: draws", "orders"],
    ...bars.map((row) => [row.label, poundsAndPence(row.amount), poundsAndPence(row.end), ...errors(row)]),
  ]);
  const others = textTable([
    ["", ...toldPerspectives.map((perspective) => perspectiveHeads[perspective])],
    ...bars.map(({ mechanism, label }) => [
      label,
      ...toldPerspectives.map((perspective) =>
        pounds(at(perspective).find((row) => row.mechanism === mechanism)!.amount),
      ),
    ]),
  ]);
  const off = rows.filter((row) => row.perspective === own && !row.is_on).map((row) => row.label);
  return `${[
    ...wrapText(study.scenario.title),
    ...wrapText(
      `Why ${armLabel(study, plan.arm)} cost what they do against ${armLabel(study, plan.comparator)}: net cost to ` +
        `${perspectiveWords[own]} over the run, discounted, by mechanism, each against its neutral value. + is a cost, - a saving.`,
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
