import { expect, test } from "vitest";
import { pathText } from "../../src/inputs/pathText.js";

test("pathText puts what a path is split by in brackets", () => {
  expect(pathText("arms.budget.take_up.ceiling.by_client_group.older_people")).toBe(
    "budget.take_up.ceiling [older_people]",
  );
  expect(pathText("input:people.need_mix.by_site.a.by_need.low")).toBe("people.need_mix [a] [low]");
  expect(pathText("contracts.block.price.by_client_group.otherwise and 2 with it")).toBe(
    "contracts.block.price [otherwise] and 2 with it",
  );
});
