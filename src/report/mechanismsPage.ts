/** The page of mechanisms, `docs/mechanisms.md`: read off the definitions, so that it says what the engine does. */
import { lines } from "../accounts/lines.js";
import { dottedPath, type KeyPath } from "../faults/keyPath.js";
import { isPriced } from "../inputs/faceted.js";
import { type Field, fieldsOf } from "../inputs/fields.js";
import { mechanisms, parameters } from "../mechanisms/catalogue.js";
import type { Mechanism } from "../mechanisms/defineMechanism.js";
import { mechanismGroups } from "../mechanisms/group.js";

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** What holds where the scenario states nothing: the neutral value, if the field has one. */
const neutralText = ({ spec }: Field): string => {
  if (spec.neutral === undefined) return "left out";
  return spec.off === undefined ? String(spec.neutral) : `${spec.neutral}; does nothing at ${spec.off}`;
};

const rangeText = ({ spec }: Field): string => {
  const low = spec.min === undefined ? "" : `${spec.aboveMin === true ? "above" : "from"} ${spec.min}`;
  return [low, spec.max === undefined ? "" : `to ${spec.max}`].filter((text) => text !== "").join(" ");
};

function fieldRow(above: KeyPath, field: Field): string {
  const { spec } = field;
  return row([
    `\`${dottedPath([...above, ...field.path]).replaceAll("*", "NAME")}\``,
    spec.description,
    spec.unit,
    rangeText(field),
    neutralText(field),
    [...(spec.by ?? []), ...(spec.byYear === true ? ["year"] : [])].map((facet) => `\`${facet}\``).join(" "),
    isPriced(spec) ? "priced" : "walked",
    spec.column === undefined ? "" : `\`${spec.column}\``,
  ]);
}

function fieldTable(mechanism: Mechanism): readonly string[] {
  const own = parameters.filter((parameter) => parameter.mechanism === mechanism);
  const ofKeys = (shape: Mechanism["costs"]) =>
    Object.entries(shape ?? {}).flatMap(([key, schema]) => fieldsOf(schema, [key]));
  const rows = [
    ...ofKeys(mechanism.people).map((field) => fieldRow(["people"], field)),
    ...ofKeys(mechanism.site).map((field) => fieldRow([], field)),
    ...own.map((field) => fieldRow(["arms", "ARM"], field)),
    ...ofKeys(mechanism.costs).map((field) => fieldRow(["costs"], field)),
    ...ofKeys(mechanism.cashable).map((field) => fieldRow(["costs", "cashable"], field)),
  ];
  if (rows.length === 0) return [];
  const head = [
    "key",
    "meaning",
    "unit",
    "range",
    "where nothing is stated",
    "may differ by",
    "walked or priced",
    "column in a table of sites",
  ];
  return [row(head), row(head.map(() => "---")), ...rows, ""];
}

/** What the mechanism adds to the engine: lines, measures, terms of the spending formula, offers, hazards. */
function sockets(mechanism: Mechanism): readonly string[] {
  const { charges = [], countings = [] } = mechanism;
  const own = parameters.filter((parameter) => parameter.mechanism === mechanism);
  const terms = own.flatMap(({ spec }) => (spec.spending === undefined ? [] : [spec.spending]));
  const charged = charges.map(
    ({ line, of }) =>
      `${lines[line].label} (\`${line}\`, ${of === "holders" ? "holders" : "everyone, in every arm"})`,
  );
  const groups = [...new Set(own.map(({ group }) => mechanismGroups[group]))];
  return [
    ...(groups.length === 0 ? [] : [`- In \`why\`: ${groups.join("; ")}.`]),
    ...(charged.length === 0 ? [] : [`- Lines: ${charged.join("; ")}.`]),
    ...(countings.length === 0
      ? []
      : [`- Measures: ${countings.map(({ measure }) => `\`${measure}\``).join(", ")}.`]),
    ...(terms.length === 0 ? [] : [`- Terms of the spending formula: ${terms.join(", ")}.`]),
    ...(mechanism.hazards === undefined ? [] : ["- Changes hazards of holders."]),
    ...(mechanism.offers === undefined
      ? []
      : ["- Settles who holds a budget when, or what follows from holding one."]),
    "",
  ];
}

/** The whole page, in Markdown. */
export function mechanismsPage(): string {
  return [
    "# The mechanisms",
    "",
    "Read off the definitions in `src/mechanisms`, one file each, by `npm run docs`. An input may be a number, a distribution, or a split of",
    "these by what it may differ by; where that is `year`, a series by financial year. Another value of an input that is priced changes no",
    "life: only money and outcomes are worked out anew. Of one that is walked, lives are. What each mechanism does in formulas, and in which order a month goes, is in [model.md](model.md).",
    "",
    ...mechanisms.flatMap((mechanism) => [
      `## ${mechanism.title}`,
      "",
      mechanism.about,
      "",
      ...fieldTable(mechanism),
      ...sockets(mechanism),
    ]),
  ]
    .join("\n")
    .replace(/\n+$/, "\n");
}
