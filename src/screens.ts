/** The door to the screens: what the commands print, as text. */
export { auditScreen } from "./findings/auditScreen.js";
export { answerScreen, type RunProvenance } from "./questions/affordability/answerScreen.js";
export { breakevenScreen } from "./questions/breakeven/breakevenScreen.js";
export { compareScreen } from "./questions/compare/compareScreen.js";
export { type ToldChange, whyChangedScreen } from "./questions/compare/whyChangedScreen.js";
export { decisionScreen } from "./questions/decide/decisionScreen.js";
export { sensitivityScreen } from "./questions/sensitivity/sensitivityScreen.js";
export { sitesScreen } from "./questions/sites/sitesScreen.js";
export { sweepScreen } from "./questions/sweep/sweepScreen.js";
export { whyScreen } from "./questions/why/whyScreen.js";
export { explainScreen } from "./report/explainScreen.js";
export { listScreen } from "./report/listScreen.js";
