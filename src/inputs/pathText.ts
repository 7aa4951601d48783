/**
 * An input's path short enough for a column: what it is split by in brackets, without `arms.` or `input:` in front.
 *
 * @example pathText("arms.budget.take_up.ceiling.by_client_group.older_people") // "budget.take_up.ceiling [older_people]"
 */
export const pathText = (path: string): string =>
  path.replace(/^(input:)?(arms\.)?/, "").replace(/\.by_[a-z_]+\.([^. ]+)/g, " [$1]");
