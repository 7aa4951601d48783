/**
 * Discount schedules by name: HM Treasury, The Green Book (2022), table of discount rates; Open Government Licence v3.0. The
 * edition is part of the name, since a review may change the rates. The same figures are in
 * `scenarios/tables/discount_schedules.csv`; a test keeps the two equal.
 */
import type { DiscountRow } from "./discount.js";

export const discountSchedules: Readonly<Record<string, readonly DiscountRow[]>> = {
  "green-book-2022-standard": [
    { fromYear: 0, toYear: 30, annualRate: 0.035 },
    { fromYear: 31, toYear: 75, annualRate: 0.03 },
    { fromYear: 76, toYear: 125, annualRate: 0.025 },
  ],
  "green-book-2022-health": [
    { fromYear: 0, toYear: 30, annualRate: 0.015 },
    { fromYear: 31, toYear: 75, annualRate: 0.0129 },
    { fromYear: 76, toYear: 125, annualRate: 0.0107 },
  ],
};
