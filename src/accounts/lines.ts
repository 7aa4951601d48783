/**
 * The ledger's vocabulary: lines, payers, perspectives. Every pound is in one line, with one payer, and is
 * cashable or not. Positive is a cost to the payer. Users see these words in `ledger.csv` and use them in findings.
 */
export const payers = ["council", "nhs", "client", "carer"] as const;
export type Payer = (typeof payers)[number];

/** Perspectives as sums over payers. `client` and `carer` are shown for completeness. */
export const perspectivePayers = {
  council: ["council"],
  nhs: ["nhs"],
  public: ["council", "nhs"],
  society: ["council", "nhs", "client", "carer"],
  client: ["client"],
  carer: ["carer"],
} as const satisfies Record<string, readonly Payer[]>;
export type PerspectiveName = keyof typeof perspectivePayers;

export interface LineMeaning {
  readonly label: string;
  readonly payers: readonly Payer[];
  /** `yes`: all of it is cash; `no`: none; `both`: the scenario states the share. */
  readonly cashable: "yes" | "no" | "both";
  /** −1: a gain to its payer; 0: it may be a cost or a gain; left out: a cost. */
  readonly sign?: -1 | 0;
}

const publicPayers = ["council", "nhs"] as const;
const contractLine = (what: string, kind: string): LineMeaning => ({
  label: `${kind} contract, ${what}`,
  payers: publicPayers,
  cashable: "yes",
});

export const lines = {
  block_used: contractLine("used", "Block"),
  block_stranded: contractLine("paid for but unused", "Block"),
  block_spot: contractLine("bought at spot price", "Block"),
  in_house_used: contractLine("used", "In-house"),
  in_house_stranded: contractLine("paid for but unused", "In-house"),
  in_house_spot: contractLine("bought at spot price", "In-house"),
  pooled_used: contractLine("used", "Pooled"),
  pooled_stranded: contractLine("paid for but unused", "Pooled"),
  pooled_spot: contractLine("bought at spot price", "Pooled"),
  budgets_paid_out: { label: "Budgets paid out", payers: publicPayers, cashable: "yes" },
  unspent_recovered: { label: "Unspent money recovered", payers: publicPayers, cashable: "yes", sign: -1 },
  misuse_recovered: { label: "Misused money recovered", payers: publicPayers, cashable: "yes", sign: -1 },
  unspent_kept: { label: "Unspent money kept by clients", payers: ["client"], cashable: "yes", sign: -1 },
  client_contributions: {
    label: "Client contributions",
    // The NHS takes none: what it pays for is free of charge.
    payers: ["council", "client"],
    cashable: "yes",
    // What contributions cost depends on who is asked.
    sign: 0,
  },
  bail_outs: { label: "Bail-outs of overspent budgets", payers: publicPayers, cashable: "yes" },
  client_top_ups: { label: "Top-ups by clients", payers: ["client"], cashable: "yes" },
  pay_to_relatives: { label: "Pay to relatives", payers: ["carer"], cashable: "yes", sign: -1 },
  implementation: { label: "Implementation", payers: publicPayers, cashable: "yes" },
  programme: { label: "Programme", payers: publicPayers, cashable: "yes" },
  advice_and_support: { label: "Advice and support", payers: publicPayers, cashable: "yes" },
  monitoring: { label: "Monitoring", payers: publicPayers, cashable: "yes" },
  // A holder may take fewer hours than none: what is saved is taken off the hours under contract.
  care_manager_time: { label: "Care-manager time", payers: publicPayers, cashable: "both", sign: 0 },
  other_services_replaced: {
    label: "Other services replaced",
    payers: publicPayers,
    cashable: "both",
    sign: -1,
  },
  hospital_admissions: { label: "Hospital admissions", payers: ["nhs"], cashable: "both" },
  residential_care: { label: "Residential care", payers: publicPayers, cashable: "yes" },
  informal_care: { label: "Informal care", payers: ["carer"], cashable: "no" },
  user_own_time: { label: "User's own time", payers: ["client"], cashable: "no" },
} as const satisfies Record<string, LineMeaning>;
export type LineName = keyof typeof lines;
export const lineNames = Object.keys(lines) as LineName[];

/** One cell of the ledger's rows: a line, its payer, and whether it is cash. */
export interface LedgerItem {
  readonly line: LineName;
  readonly payer: Payer;
  readonly cashable: "yes" | "no";
}

/** Every line × payer × cashability that can hold money, in the order of the tables. */
export const ledgerItems: readonly LedgerItem[] = lineNames.flatMap((line) => {
  const meaning: LineMeaning = lines[line];
  const kinds = meaning.cashable === "both" ? (["yes", "no"] as const) : ([meaning.cashable] as const);
  return meaning.payers.flatMap((payer) => kinds.map((cashable) => ({ line, payer, cashable })));
});

/** Position of a ledger item in `ledgerItems`. */
export function ledgerItem(line: LineName, payer: Payer, cashable: "yes" | "no"): number {
  const at = ledgerItems.findIndex(
    (item) => item.line === line && item.payer === payer && item.cashable === cashable,
  );
  if (at < 0) throw new Error(`no ledger item ${line} ${payer} ${cashable}`);
  return at;
}
