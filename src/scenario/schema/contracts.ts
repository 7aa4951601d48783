/** Block, in-house and pooled contracts: volume committed, what is paid for it, how it is renewed. */
import * as z from "zod";
import { quantity } from "../../inputs/quantityField.js";

const by = ["site", "region", "client_group"] as const;

const contractKinds = ["block", "in_house", "pooled"] as const;
export type ContractKind = (typeof contractKinds)[number];

/** The terms an arm may state anew; everything but share and kind. */
export const contractTerms = {
  coverage: {
    unit: "share",
    description: "Volume committed at the start, as a share of the volume under contract then.",
    min: 0,
    aboveMin: true,
    max: 1,
    by,
    neutral: 1,
  },
  price: { unit: "GBP per unit", description: "Contract price of a unit.", min: 0, by, money: true },
  spot_price: {
    unit: "GBP per unit",
    description: "Price of a unit beyond the committed volume. Left out: the contract price.",
    min: 0,
    by,
    money: true,
  },
  take_or_pay: {
    unit: "share",
    description: "Share of the committed volume that is paid for whether used or not.",
    min: 0,
    max: 1,
    by,
    neutral: 0,
  },
  fixed_share: {
    unit: "share",
    description: "Share of the price that is fixed cost of capacity (in-house provision is mostly fixed).",
    min: 0,
    max: 1,
    by,
    neutral: 0,
  },
  first_renewal_years: {
    unit: "years",
    description: "Years from the start of the run to the first renewal. Left out: one term.",
    min: 0,
    aboveMin: true,
    by,
  },
  term_years: {
    unit: "years",
    description: "Years between renewals.",
    min: 0,
    aboveMin: true,
    by,
    neutral: 3,
  },
  notice_months: {
    unit: "months",
    description: "Months before a renewal at which the year of use that sets the new volume ends.",
    min: 0,
    by,
    neutral: 0,
  },
  release_share: {
    unit: "share",
    description: "Share of the surplus volume let go at a renewal (less for in-house and pooled provision).",
    min: 0,
    max: 1,
    by,
    neutral: 1,
  },
  bulk_elasticity: {
    unit: "ratio",
    description: "How much dearer a unit gets as the committed volume shrinks: price × (C/C0)^−elasticity.",
    min: 0,
    by,
    neutral: 0,
  },
  nhs_share: {
    unit: "share",
    description:
      "Share of this contract that the NHS pays; the council pays the rest. Left out: the group's.",
    min: 0,
    max: 1,
    by,
  },
} as const;

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
    neutral: 1,
  }),
  coverage: quantity(contractTerms.coverage),
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

export const contractsSchema = z
  .record(z.string(), contractSchema)
  .meta({ description: "Contracts by name." });

const stated = <T extends keyof typeof contractTerms>(term: T) => {
  const { neutral: _neutral, ...spec } = contractTerms[term] as (typeof contractTerms)[T] & {
    neutral?: number;
  };
  return quantity(spec).optional();
};

/** What an arm may override of a contract: only what is stated replaces the site's terms. */
export const contractOverridesSchema = z
  .record(
    z.string(),
    z.strictObject({
      coverage: stated("coverage"),
      price: stated("price"),
      spot_price: stated("spot_price"),
      take_or_pay: stated("take_or_pay"),
      fixed_share: stated("fixed_share"),
      first_renewal_years: stated("first_renewal_years"),
      term_years: stated("term_years"),
      notice_months: stated("notice_months"),
      release_share: stated("release_share"),
      bulk_elasticity: stated("bulk_elasticity"),
      nhs_share: stated("nhs_share"),
    }),
  )
  .prefault({});
