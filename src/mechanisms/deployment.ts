/** How a budget is held: by the commissioner, by a third party, or as a direct payment. It never changes for a person. */
import { defineMechanism } from "./defineMechanism.js";
import { byDeployment, stated } from "./parameter.js";

export const deployment = defineMechanism({
  name: "deployment",
  title: "Deployment",
  about:
    "Every holder has one deployment for life, picked by a uniform of their own from the stated shares. Prices, gains, hours, " +
    "implementation and misuse may differ by it.",
  group: "who_holds",
  fields: {
    deployment: stated(
      "share",
      "Share of holders by how the budget is held: managed, third_party, direct_payment. They add up to 1.",
      { parts: true, min: 0, max: 1, by: byDeployment, byYear: true },
    ).optional(),
  },
  check: ({ deployment: shares }, { arm, offers, deployments }) =>
    shares !== undefined || !offers || deployments.length === 1
      ? []
      : [
          {
            path: ["arms", arm],
            code: "missing_key",
            found: "no `deployment`",
            allowed: `deployment: { by_deployment: … } with the share of each of ${deployments.join(", ")}`,
          },
        ],
});
