import type { Fault } from "../faults/fault.js";
import { foundText } from "../faults/foundText.js";
import { located, unknownName } from "../faults/keyFault.js";
import type { WithFaults } from "../faults/outcome.js";
import { extend } from "./extend.js";
import { type MapEntry, type MapTree, mapTree } from "./sourceTree.js";

/**
 * Arms that are like another: `stalled: { like: budget, rollout: { delay_years: 2 } }` is the arm `budget` overridden
 * by what it states, by the rules of `extend`. An arm may be like one that is itself like another. What `--set` changes in
 * the original also changes in arms like it, unless they state it; an input they do not state shares the original's sample.
 * The original's label is not copied, so that no two arms go by one name.
 */
export function likeArms(root: MapTree): WithFaults<{ readonly tree: MapTree }> {
  const arms = root.entries.get("arms");
  if (arms === undefined || arms.tree.kind !== "map") return { tree: root, faults: [] };
  const stated = arms.tree.entries;
  const faults: Fault[] = [];
  const whole = new Map<string, MapEntry>();

  const wholeArm = (name: string, chain: readonly string[]): MapEntry | undefined => {
    const known = whole.get(name);
    if (known !== undefined) return known;
    const entry = stated.get(name);
    if (entry === undefined || entry.tree.kind !== "map") return entry;
    const like = entry.tree.entries.get("like");
    if (like === undefined) return entry;
    const rest = entry.tree;
    const path = ["arms", name, "like"];
    const original = like.tree.kind === "scalar" ? String(like.tree.value) : "";
    const others = [...stated.keys()].filter((other) => other !== name);
    let tree = rest;
    if ([...chain, name].includes(original)) {
      const found = [...chain, name, original].join(" -> ");
      const allowed = "an arm that is not like this one again";
      faults.push(located({ path, code: "cycle", found, allowed }, like.tree.location));
    } else if (!others.includes(original)) {
      const found = like.tree.kind === "scalar" ? foundText(like.tree.value) : `a ${like.tree.kind}`;
      const fault = unknownName(path, original, others, others.join(", ") || "another arm");
      faults.push(located({ ...fault, found }, like.tree.location));
    } else {
      const base = wholeArm(original, [...chain, name]);
      if (base?.tree.kind === "map") {
        const extended = extend(base.tree, rest, ["arms", name]);
        faults.push(...extended.faults);
        tree = rest.entries.has("label") ? extended.tree : withoutLabel(extended.tree);
      }
    }
    const made = { keyLocation: entry.keyLocation, tree };
    whole.set(name, made);
    return made;
  };

  for (const name of stated.keys()) {
    const arm = wholeArm(name, []);
    if (arm !== undefined) whole.set(name, arm);
  }
  const ordered = new Map([...stated.keys()].map((name) => [name, whole.get(name)!]));
  const entries = new Map(root.entries);
  entries.set("arms", {
    keyLocation: arms.keyLocation,
    tree: mapTree(ordered, arms.tree.location, arms.tree.removed),
  });
  return { tree: mapTree(entries, root.location, root.removed), faults };
}

function withoutLabel({ entries, location, removed }: MapTree): MapTree {
  return mapTree(new Map([...entries].filter(([key]) => key !== "label")), location, removed);
}
