import { partitionOf, roleArn } from "@security-auto/iam-policy";
import type { Transport } from "../aws/transport";
import { type AssumedRole, assumeRole, type NotAssumed } from "./assume-role";
import { type AwsCredentials, environmentCredentials } from "@security-auto/credentials";
import { BoundedCache } from "./bounded-cache";
import { type Caller, sessionName } from "./session-name";
import { RequestCoalescer } from "./request-coalescer";

/** In what role an account is read. */
export type AccountRole =
  { readonly kind: "granted"; readonly role: string; readonly credentials: AwsCredentials } | NotInRole;

/** The account cannot be read in a role: `role` is the one that could not be assumed. */
export type NotInRole = NotAssumed & { readonly role: string };

export interface AccountRolesOptions {
  /** Where the function runs. */
  readonly home: {
    readonly accountId: string;
    /** Such as `us-west-2`. */
    readonly region: string;
    /** The name of the function's own role, such as `lambda-slaw-s3`; said when a read is refused. */
    readonly role: string;
  };
  /** The name of the role to assume in every other account. */
  readonly memberRole: string;
  readonly caller: Caller;
  /** How many sessions are kept. @defaultValue `SESSIONS_KEPT` */
  readonly sessions?: number;
  /** In ms since 1970. @defaultValue `Date.now` */
  readonly now?: () => number;
}

/** So many accounts may an organization have without each event assuming its role anew; 2 KB of memory a session at most. */
export const SESSIONS_KEPT = 10_000;

/** How long before its end a session is no longer used, in ms. */
export const RENEWAL_MARGIN_MS = 5 * 60_000;

/** How long a refusal stands before the role is asked for again, in ms: an account without the role costs one call a minute. */
export const REFUSAL_KEPT_MS = 60_000;

type Session = Extract<AssumedRole, { kind: "granted" }>;
type Refused = NotAssumed & { readonly until: number };

/**
 * Knows in what role to read an account: in the security account the function's own, elsewhere the member
 * account's read role. Sessions are kept and renewed in time; an account's role is assumed once, however many ask.
 * A refusal stands for a minute.
 */
export class AccountRoles {
  readonly #options: AccountRolesOptions;
  readonly #transport: Transport;
  readonly #sessionName: string;
  readonly #sessions: BoundedCache<string, Session>;
  readonly #refused: BoundedCache<string, Refused>;
  readonly #assumptions = new RequestCoalescer<AssumedRole>();

  constructor(options: AccountRolesOptions, transport: Transport) {
    this.#options = options;
    this.#transport = transport;
    this.#sessionName = sessionName(options.caller);
    const { sessions = SESSIONS_KEPT } = options;
    this.#sessions = new BoundedCache(sessions);
    this.#refused = new BoundedCache(sessions);
  }

  /** @throws S3ReadError when STS gave no answer that can be used; the signal's reason when it was aborted */
  async roleIn(accountId: string, signal: AbortSignal | undefined): Promise<AccountRole> {
    const role = this.#roleOf(accountId);
    if (accountId === this.#options.home.accountId)
      return { kind: "granted", role, credentials: environmentCredentials() };
    const kept = this.#sessions.get(accountId);
    if (kept !== undefined && this.#isFresh(kept))
      return { kind: "granted", role, credentials: kept.credentials };
    const refused = this.#refused.get(accountId);
    if (refused !== undefined && this.#now() < refused.until)
      return { kind: refused.kind, role, because: refused.because };
    const assumed = await this.#assumptions.join(
      accountId,
      (stop) => this.#assume(accountId, role, stop),
      signal,
    );
    return assumed.kind === "granted"
      ? { kind: "granted", role, credentials: assumed.credentials }
      : { ...assumed, role };
  }

  /** Gives up a session that AWS does not take any more. */
  forget(accountId: string, { accessKeyId }: AwsCredentials): void {
    if (this.#sessions.get(accountId)?.credentials.accessKeyId === accessKeyId)
      this.#sessions.delete(accountId);
  }

  #roleOf(accountId: string): string {
    const { home, memberRole } = this.#options;
    const name = accountId === home.accountId ? home.role : memberRole;
    return roleArn({ partition: partitionOf(home.region), accountId, name });
  }

  #isFresh({ expiresAt }: Session): boolean {
    return expiresAt - this.#now() > RENEWAL_MARGIN_MS;
  }

  async #assume(accountId: string, role: string, signal: AbortSignal): Promise<AssumedRole> {
    const assumed = await assumeRole(
      {
        roleArn: role,
        sessionName: this.#sessionName,
        region: this.#options.home.region,
        credentials: environmentCredentials(),
      },
      this.#transport,
      signal,
    );
    if (assumed.kind === "granted") this.#sessions.set(accountId, assumed);
    else this.#refused.set(accountId, { ...assumed, until: this.#now() + REFUSAL_KEPT_MS });
    return assumed;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
