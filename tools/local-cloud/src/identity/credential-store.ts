import { randomBytes } from "node:crypto";
import { uniqueId } from "./unique-id";
import type { KnownCaller } from "./caller";

/** What a program signs its calls with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Absent for a user. */
  readonly sessionToken?: string;
  /** Absent when they do not expire. */
  readonly expiration?: Date;
}

export type Resolved =
  | { readonly success: true; readonly data: KnownCaller }
  | { readonly success: false; readonly error: "unknown key" | "wrong token" | "expired" };

interface Issued {
  readonly caller: KnownCaller;
  readonly credentials: Credentials;
}

/** Who stands behind an access key id. */
export class CredentialStore {
  readonly #issued = new Map<string, Issued>();

  /** @param lifetimeSeconds - after that the credentials are refused; absent: never */
  issue(identity: Omit<KnownCaller, "accessKeyId" | "since">, lifetimeSeconds?: number): Credentials {
    const isSession = identity.kind === "role";
    const accessKeyId = uniqueId(isSession ? "ASIA" : "AKIA", randomBytes(16).toString("hex"));
    const expiration =
      lifetimeSeconds === undefined ? undefined : new Date(Date.now() + lifetimeSeconds * 1000);
    const credentials: Credentials = {
      accessKeyId,
      secretAccessKey: randomBytes(30).toString("base64"),
      ...(isSession && { sessionToken: randomBytes(48).toString("base64") }),
      ...(expiration !== undefined && { expiration }),
    };
    const since = `${new Date().toISOString().slice(0, 19)}Z`;
    this.#issued.set(accessKeyId, { caller: { ...identity, since, accessKeyId }, credentials });
    return credentials;
  }

  resolve(accessKeyId: string, sessionToken: string | undefined): Resolved {
    const issued = this.#issued.get(accessKeyId);
    if (issued === undefined) return { success: false, error: "unknown key" };
    const { credentials, caller } = issued;
    if (credentials.sessionToken !== sessionToken) return { success: false, error: "wrong token" };
    const isOver = credentials.expiration !== undefined && credentials.expiration.getTime() <= Date.now();
    return isOver ? { success: false, error: "expired" } : { success: true, data: caller };
  }

  forget(accessKeyId: string): void {
    this.#issued.delete(accessKeyId);
  }
}
