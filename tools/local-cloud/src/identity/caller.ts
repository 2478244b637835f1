import type { NamedPolicy, RequestPrincipal } from "@security-auto/iam-evaluator";
import { Chain } from "../core/chain";
import type { ApiCall, DenialTrace, TraceParts } from "../core/trace";
import type { FaultTrace } from "../faults/faults";

/** A user, or the session of a role, that holds credentials. */
export interface KnownCaller {
  readonly kind: "role" | "user";
  /** Of the role or user. */
  readonly name: string;
  readonly accountId: string;
  /** Of the user, or of the session. */
  readonly arn: string;
  readonly principal: RequestPrincipal;
  /** `AIDA...` of a user, `AROA...:SESSION` of a role. */
  readonly principalId: string;
  readonly policies: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
  /** Session policies: absent where the session is not narrowed. */
  readonly session?: readonly NamedPolicy[];
  /** Of the role behind a session. */
  readonly roleArn?: string;
  /** When the credentials were issued, ISO 8601. */
  readonly since: string;
  readonly accessKeyId: string;
  /** Whom every call of this caller is reported to. */
  readonly recorder?: CallRecorder;
}

/** Whoever makes a call; anonymous: it is not signed. */
export type Caller = KnownCaller | { readonly kind: "anonymous" };

/** A call to a service, and why it was refused if it was. */
export interface RecordedCall {
  readonly call: ApiCall;
  readonly denial?: DenialTrace;
}

export interface CallRecorder {
  record(call: RecordedCall): void;
  /** A fault was injected into a call. */
  recordFault(fault: FaultTrace): void;
  /** What led to the calls; `undefined` when nobody waits any more for what they lead to. */
  readonly chain: Chain | undefined;
  /** What a call led to, when all of it has ended. */
  recordEffect(effect: Promise<TraceParts>): void;
}

/** The chain that a call continues, and who waits for what it leads to. */
export interface Cause {
  readonly chain: Chain;
  /** Absent: nobody in the cloud, the call is the origin of what follows. */
  readonly waiting?: Pick<CallRecorder, "recordEffect">;
}

export function causeOf(caller: Caller): Cause {
  const waiting = caller.kind === "anonymous" ? undefined : caller.recorder;
  const chain = waiting?.chain;
  return waiting === undefined || chain === undefined
    ? { chain: Chain.begin() }
    : { chain: chain.next(), waiting };
}

export function principalOf(caller: Caller): RequestPrincipal {
  return caller.kind === "anonymous" ? { kind: "anonymous" } : caller.principal;
}

export function accountOf(caller: Caller): string | undefined {
  return caller.kind === "anonymous" ? undefined : caller.accountId;
}
