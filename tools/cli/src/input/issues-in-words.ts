/** What is wrong with an input, each thing with its field. */
export function issuesInWords(
  issues: readonly { readonly path: string; readonly message: string }[],
): string {
  return issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ");
}
