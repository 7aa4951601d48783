/** Block, in-house and pooled contracts: volume committed, what is paid for it, how it is renewed. */
import * as z from "zod";
import type { QuantitySpec } from "../../inputs/faceted.js";
import { quantity } from "../../inputs/quantityField.js";
import { bySite as by } from "../parameter.js";

export const contractKinds = ["block", "in_house", "pooled"] as const;
export type ContractKind = (typeof contractKinds)[number];

/** Why a term may not be stated by financial year. */
const signed = "it is agreed when the contract is signed";

/** The terms an arm may override: everything but share and kind. */
export const contractTerms = {
  coverage: {
    unit: "share",
    description: "Volume committed at the start, as a share of the volume under contract then.",
    min: 0,
    aboveMin: true,
    max: 1,
    by,
    priced: true,
    byYear: signed,
    neutral: 1,
    switches: true,
    column: "contract_cover",
  },
  volume: {
    unit: "units a week",
    description:
      "Volume committed when the run starts, where it is known: coverage then speaks of renewals alone. Left out: coverage × the volume under contract then.",
    min: 0,
    by,
    priced: true,
    byYear: signed,
  },
  price: {
    unit: "GBP per unit",
    description: "Contract price of a unit.",
    min: 0,
    by,
    byYear: true,
    money: true,
    switches: true,
    column: "contract_price",
  },
  spot_price: {
    unit: "GBP per unit",
    description: "Price of a unit beyond the committed volume. Left out: the contract price.",
    min: 0,
    by,
    byYear: true,
    money: true,
    switches: true,
    column: "spot_price",
  },
  take_or_pay: {
    unit: "share",
    description: "Share of the committed volume that is paid for whether used or not.",
    min: 0,
    max: 1,
    by,
    priced: true,
    byYear: signed,
    neutral: 0,
    switches: true,
    column: "take_or_pay",
  },
  fixed_share: {
    unit: "share",
    description: "Share of the price that is fixed cost of capacity (in-house provision is mostly fixed).",
    min: 0,
    max: 1,
    by,
    priced: true,
    byYear: signed,
    neutral: 0,
    switches: true,
    column: "fixed_share",
  },
  first_renewal_years: {
    unit: "years",
    description: "Years from the start of the run to the first renewal. Left out: one term.",
    min: 0,
    aboveMin: true,
    by,
    priced: true,
    byYear: signed,
  },
  term_years: {
    unit: "years",
    description: "Years between renewals.",
    min: 0,
    aboveMin: true,
    by,
    priced: true,
    byYear: signed,
    neutral: 3,
    column: "contract_term_years",
  },
  notice_months: {
    unit: "months",
    description: "Months before a renewal at which the year of use that sets the new volume ends.",
    min: 0,
    by,
    priced: true,
    byYear: signed,
    neutral: 0,
  },
  release_share: {
    unit: "share",
    description: "Share of the surplus volume let go at a renewal (less for in-house and pooled provision).",
    min: 0,
    max: 1,
    by,
    priced: true,
    byYear: signed,
    neutral: 1,
    column: "release_share",
  },
  bulk_elasticity: {
    unit: "ratio",
    description: "How much dearer a unit gets as the committed volume shrinks: price × (C/C0)^−elasticity.",
    min: 0,
    by,
    priced: true,
    byYear: signed,
    neutral: 0,
    switches: true,
  },
  nhs_share: {
    unit: "share",
    description:
      "Share of this contract that the NHS pays; the council pays the rest. Left out: the group's.",
    min: 0,
    max: 1,
    by,
    priced: true,
    byYear: true,
    switches: true,
  },
} as const satisfies Record<string, QuantitySpec>;

const contractSchema = z.strictObject({
  kind: z
    .enum(contractKinds)
    .prefault("block")
    .meta({ description: "block, in_house or pooled; one formula, other names." }),
  share: quantity({
    unit: "share",
    description: "Share of the volume under contract that this contract carries; the shares add up to 1.",
    min: 0,
    max: 1,
    by,
    byYear: true,
    priced: true,
    neutral: 1,
    column: "contract_share",
  }),
  coverage: quantity(contractTerms.coverage),
  volume: quantity(contractTerms.volume).optional(),
  price: quantity({ ...contractTerms.price, fromTable: true }),
  spot_price: quantity(contractTerms.spot_price).optional(),
  take_or_pay: quantity(contractTerms.take_or_pay),
  fixed_share: quantity(contractTerms.fixed_share),
  first_renewal_years: quantity(contractTerms.first_renewal_years).optional(),
  term_years: quantity(contractTerms.term_years),
  notice_months: quantity(contractTerms.notice_months),
  release_share: quantity(contractTerms.release_share),
  bulk_elasticity: quantity(contractTerms.bulk_elasticity),
  nhs_share: quantity(contractTerms.nhs_share).optional(),
});

export const contractsSchema = z.record(z.string(), contractSchema).meta({
  description:
    "Contracts by name; or `table`, the path of a CSV with a row for each contract, site and client group, and beside it terms by contract name that replace the table's.",
  // Read before the contracts are: the table's rows then stand here as contracts.
  properties: {
    table: {
      type: "string",
      description:
        "A CSV with a row for each contract, site and client group, by path: volume, price, guaranteed share, first and last day.",
    },
  },
});

export type ContractTerm = keyof typeof contractTerms;
export const contractTermNames = Object.keys(contractTerms) as ContractTerm[];

/** A term as an arm may override it: no neutral value, since the site's term applies if it is left out. */
const statedAnew = (term: ContractTerm) => {
  const { neutral: _neutral, column: _column, ...spec }: QuantitySpec = contractTerms[term];
  return quantity(spec).optional();
};

/** What an arm may override of a contract: only what is stated replaces the site's terms. */
export const contractOverridesSchema = z
  .record(
    z.string(),
    z.strictObject(
      Object.fromEntries(contractTermNames.map((term) => [term, statedAnew(term)])) as Record<
        ContractTerm,
        ReturnType<typeof statedAnew>
      >,
    ),
  )
  .prefault({});
