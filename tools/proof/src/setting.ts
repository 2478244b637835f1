import type { Member, NodeBinary } from "@security-auto/local-cloud";
import type { StackFiles } from "./stack/write-variant";

/** The accounts of a run. `stranger` has no member stack: its role cannot be assumed. */
export interface Accounts {
  readonly home: string;
  readonly member: string;
  readonly stranger: string;
}

/** Where a stack is deployed, and what runs its functions. */
export interface Setting {
  readonly files: StackFiles;
  readonly accounts: Accounts;
  readonly region: string;
  readonly nodeBinary: (runtime: string) => NodeBinary;
}

/** The accounts that have the member stack. */
export function membersOf({ accounts, region }: Setting, memberTemplate: string): readonly Member[] {
  return [{ accountId: accounts.member, regions: [region], template: memberTemplate }];
}
