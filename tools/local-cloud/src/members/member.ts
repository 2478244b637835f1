/** An account that has the member stack. */
export interface Member {
  /** Twelve digits. */
  readonly accountId: string;
  /** Regions the stack is deployed in; the first one is home to what an account has once. */
  readonly regions: readonly string[];
  /** File of the template. */
  readonly template: string;
  /** Values of its parameters. `HomeRegion`, where the template has it, is the first region unless given. */
  readonly parameters?: Readonly<Record<string, string>>;
}
