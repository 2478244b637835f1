/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
export const ACCOUNT_STATES = [
  "PENDING_ACTIVATION",
  "ACTIVE",
  "SUSPENDED",
  "PENDING_CLOSURE",
  "CLOSED",
] as const;

export type AccountState = (typeof ACCOUNT_STATES)[number];

/** What Organizations says of an account. */
export interface KnownAccount {
  readonly id: string;
  /** Absent: `account ID`. */
  readonly name?: string;
  /** Absent: `ACTIVE`. */
  readonly state?: AccountState;
}

/** Who may ask Organizations. */
export interface Administration {
  /** Absent: an account that nothing else is known of. */
  readonly managementAccount?: string;
  /** Member accounts that may ask as it may. Absent: none. */
  readonly delegatedAdministrators?: readonly string[];
}
