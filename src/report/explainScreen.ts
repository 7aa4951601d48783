/** The assumptions register on screen: what the answer rests on, input by input. */
import { keysOf } from "../faults/keyPath.js";
import { isPriced } from "../inputs/faceted.js";
import { type InputRow, neutralNote } from "../results/inputsTable.js";
import { fieldOf } from "../scenario/actingInputs.js";
import { fieldAt } from "../scenario/scenarioFields.js";
import type { Study } from "../scenario/study.js";
import { percent } from "../screen/figureText.js";
import { screenWidth, wrapText } from "../screen/textTable.js";

/** A number of the register: up to six significant digits, thousands separated. */
function valueText(value: number): string {
  const rounded = Number(value.toPrecision(6));
  const [whole, fraction] = String(Math.abs(rounded)).split(".");
  if (whole === undefined || whole.includes("e")) return String(rounded);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${rounded < 0 ? "-" : ""}${grouped}${fraction === undefined ? "" : `.${fraction}`}`;
}

function figureWords(row: InputRow): string {
  const unit = row.price_year === undefined ? row.unit : `${row.unit}, ${row.price_year} prices`;
  if (row.value !== undefined) return `${valueText(row.value)} ${unit}${usedWords(row)}`;
  const low = valueText(row.p2_5 ?? Number.NaN);
  const high = valueText(row.p97_5 ?? Number.NaN);
  const mean = valueText(row.mean ?? Number.NaN);
  return `mean ${mean}, 95% interval ${low} to ${high} ${unit}; ${row.distribution}, across ${row.across}${usedWords(row)}`;
}

/** Whether lives are walked by an input or only priced by it. What a structure states stands under its setting's path. */
function usedWords({ path }: InputRow): string {
  const keys = keysOf(path);
  const own = keys[0] === "structures" ? [...keysOf(keys[3]!), ...keys.slice(4)] : keys;
  const field = fieldAt(keysOf(fieldOf(own)));
  return field === undefined ? "" : isPriced(field.spec) ? "; priced" : "; walked";
}

function sourceWords(row: InputRow): readonly string[] {
  const cited =
    row.locator === undefined ? row.source : `${row.source ?? ""}: ${row.locator}`.replace(/^: /, "");
  const told: [string, string | undefined][] = [
    ["source", cited],
    ["note", row.note],
    ["quality", row.quality],
    ["impact", row.impact],
    ["owner", row.owner],
    ["date", row.date],
  ];
  return told.flatMap(([word, text]) => (text === undefined ? [] : wrapText(`${word}: ${text}`, 4, 6)));
}

/**
 * The register of a study's assumptions: every stated input with its label, its number or its distribution with mean and
 * 95% interval, unit, price year and source; then, in short, those left at their neutral value.
 */
export function explainScreen(study: Study, rows: readonly InputRow[]): string {
  const neutralPaths = new Set(study.inputs.flatMap(({ path, stated }) => (stated ? [] : [path])));
  const isNeutral = ({ path }: InputRow): boolean => neutralPaths.has(path);
  const neutral = rows.filter(isNeutral);
  const stated = rows.filter((row) => !isNeutral(row));
  const uncertain = stated.filter((row) => row.distribution !== undefined).length;
  const unsourced = stated.filter((row) => row.source === undefined).length;
  const head = [
    ...wrapText(study.scenario.title),
    ...wrapText(
      `${stated.length} inputs stated, ${uncertain} of them uncertain; ${unsourced} have no source` +
        ` (assumptions, with the reason as a note); ${neutral.length} at their neutral value.`,
    ),
    ...wrapText(`Money is uprated from its price year to ${study.scenario.price_year} prices.`),
    ...wrapText(
      "An input is walked if lives are walked anew when it changes; priced if it only turns lives into money and outcomes.",
    ),
    ...structureLines(study),
  ];
  return `${[...head, ...stated.flatMap(entryLines), ...neutralLines(neutral)].join("\n")}\n`;
}

/** The structures of a scenario: what each is called, its weight, what speaks for it and what it changes. */
function structureLines({ structures = [] }: Study): readonly string[] {
  if (structures.length === 0) return [];
  return [
    "",
    "Structures: alternatives to the model itself, each draw made in one of them",
    ...structures.flatMap((structure) => {
      const { name, label, weight, source, note } = structure;
      const size = weight === 0 ? "weight 0: a stress test, not averaged" : `weight ${percent(weight)}`;
      const settings = Object.entries(structure.set);
      const changes = settings.length === 0 ? ["the scenario as it stands"] : settings.map(settingText);
      return [
        ...wrapText(`${name}: ${label === undefined ? "" : `${label}, `}${size}`, 2, 4),
        ...(source === undefined ? [] : wrapText(`source: ${source}`, 4, 6)),
        ...(note === undefined ? [] : wrapText(`note: ${note}`, 4, 6)),
        ...wrapText(`sets: ${changes.join("; ")}`, 4, 6),
      ];
    }),
  ];
}

/** A setting as --set takes it. */
const settingText = ([path, value]: readonly [string, unknown]): string => `${path}=${JSON.stringify(value)}`;

/** A part of the register by itself and in full, inputs at their neutral value included. */
export const explainPartScreen = (rows: readonly InputRow[]): string =>
  `${rows.flatMap(entryLines).slice(1).join("\n")}\n`;

const entryLines = (row: InputRow): readonly string[] => [
  "",
  row.path,
  ...wrapText(row.label, 4),
  ...wrapText(figureWords(row), 4, 6),
  ...sourceWords(row),
];

/** The inputs at their neutral value, each with that value: what the scenario does not switch on. */
function neutralLines(neutral: readonly InputRow[]): readonly string[] {
  if (neutral.length === 0) return [];
  const told = neutral.map((row) =>
    `${row.path} ${row.value === undefined ? "" : valueText(row.value)}`.trim(),
  );
  const lines: string[] = [];
  let line = " ";
  for (const [at, text] of told.entries()) {
    const piece = ` ${text}${at === told.length - 1 ? "" : ";"}`;
    if (line.length > 1 && line.length + piece.length > screenWidth) {
      lines.push(line);
      line = " ";
    }
    line += piece;
  }
  return ["", `At their neutral value (${neutralNote}):`, ...lines, line];
}
