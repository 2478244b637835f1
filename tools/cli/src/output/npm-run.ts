/** A command to copy, for the environment that this one is for. */
export const npmRun = (call: string, environment: string | undefined): string =>
  `npm run ${call}${environment === undefined ? "" : ` --environment ${environment}`}`;
