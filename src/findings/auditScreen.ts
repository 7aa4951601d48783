import { fewestDrawsForError } from "../results/moments.js";
import type { FindingKind } from "../scenario/schema/findings.js";
import { quantityText } from "../screen/figureText.js";
import { wrapText } from "../screen/textTable.js";
import type { JudgedCheck, JudgedFinding } from "./auditFindings.js";
import { verdictText } from "./findingsTable.js";

/** Most numbers of a series that the screen shows; the table holds all of them. */
const mostNumbers = 8;

/**
 * The findings as text: for each its id, kind and claim, what was expected and found with Monte Carlo error, the verdict,
 * and the scenario; then how many came out which way.
 *
 * @example auditScreen(await auditFindings(audited, { draws: 20 })).split("\n")[0] // "dearer  inconclusive: run about …"
 */
export function auditScreen(judged: readonly JudgedFinding[]): string {
  const lines = judged.flatMap((one) => [...findingLines(one), ""]);
  return [...lines, ...countLines(judged), ""].join("\n");
}

function findingLines(judged: JudgedFinding): readonly string[] {
  const { finding, scenario, verdict, checks } = judged;
  const isMissed = verdict !== "reproduced";
  return [
    `${finding.id}  ${settled(judged)}  (${finding.kind}, source ${finding.source}, ${scenario})`,
    ...wrapText(finding.claim, 4),
    ...checks.flatMap((check) => checkLines(check)),
    ...(finding.assumption === undefined ? [] : wrapText(`assumption: ${finding.assumption}`, 4, 6)),
    ...(finding.explanation === undefined || !isMissed
      ? []
      : wrapText(`explanation: ${finding.explanation}`, 4, 6)),
  ];
}

function settled({ verdict, drawsToSettle }: Pick<JudgedFinding, "verdict" | "drawsToSettle">): string {
  if (verdict !== "inconclusive") return verdictText(verdict);
  return drawsToSettle === undefined
    ? verdictText(verdict)
    : `inconclusive: run about ${quantityText(roundedUp(drawsToSettle))} draws`;
}

/** Two figures, as the number of draws needed is a rough estimate. */
function roundedUp(draws: number): number {
  let unit = 1;
  while (draws / unit >= 100) unit *= 10;
  return Math.ceil(draws / unit) * unit;
}

function checkLines({ check, judgement }: JudgedCheck): readonly string[] {
  const { found, mcse, verdict, note } = judgement;
  const sign = verdict === "reproduced" ? "+" : verdict === "inconclusive" ? "?" : "-";
  const told = found
    .slice(0, mostNumbers)
    .map((value, at) => `${quantityText(value)}${mcse[at]! > 0 ? ` ± ${quantityText(mcse[at]!)}` : ""}`);
  const rest = found.length > mostNumbers ? ` … (${found.length})` : "";
  const label = check.label === undefined ? "" : `${check.label}: `;
  const why = note === undefined ? "" : ` [${note}]`;
  return [
    ...wrapText(`${sign} ${label}${check.metric}`, 4, 6),
    ...wrapText(`expected ${check.expected}; found ${told.join(", ")}${rest}${why}`, 6, 8),
  ];
}

/** The words for each kind of finding, the most telling kind first. */
const kindWords: Readonly<Record<FindingKind, { readonly one: string; readonly many: string }>> = {
  result: { one: "result", many: "results" },
  identity: { one: "identity", many: "identities" },
  input: { one: "input", many: "inputs" },
};

function countLines(judged: readonly JudgedFinding[]): readonly string[] {
  const kinds = (Object.keys(kindWords) as FindingKind[]).flatMap((kind) => {
    const those = judged.filter(({ finding }) => finding.kind === kind);
    if (those.length === 0) return [];
    const { one, many } = kindWords[kind];
    return [`${those.length} ${those.length === 1 ? one : many}: ${verdictCounts(those)}`];
  });
  return [
    `${judged.length === 1 ? "1 finding" : `${judged.length} findings`}`,
    ...kinds.map((line) => `  ${line}`),
    ...wrapText(
      "A result could have come out otherwise; an identity holds by construction; an input was put in, and the run shows that it is carried through.",
    ),
    ...(judged.some(({ draws }) => draws < fewestDrawsForError)
      ? wrapText("Of fewer than ten draws no error is told: it would be a guess itself.")
      : []),
    ...wrapText(
      "± is the Monte Carlo standard error; a verdict stands where the figure found, give or take two of them, lies wholly inside or outside what is expected.",
    ),
  ];
}

function verdictCounts(judged: readonly JudgedFinding[]): string {
  const count = (verdict: JudgedFinding["verdict"]): number =>
    judged.filter((one) => one.verdict === verdict).length;
  return `${count("reproduced")} reproduced, ${count("not_reproduced")} not reproduced, ${count("inconclusive")} inconclusive`;
}
