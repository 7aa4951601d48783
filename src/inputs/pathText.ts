/**
 * An input's path, shortened for a column: the part of a split is in brackets, and `arms.` or `input:` in front is dropped.
 *
 * @example pathText("arms.budget.take_up.ceiling.by_client_group.older_people") // "budget.take_up.ceiling [older_people]"
 */
export const pathText = (path: string): string =>
  path.replace(/^(input:)?(arms\.)?/, "").replace(/\.by_[a-z_]+\.([^. ]+)/g, " [$1]");
