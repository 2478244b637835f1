import { parseArn } from "@security-auto/iam-policy";
import type { Chain } from "../core/chain";
import type { CallRecorder, RecordedCall } from "../identity/caller";
import { roleSession } from "../identity/callers";
import type { CredentialStore } from "../identity/credential-store";
import type { Role } from "../iam/role";
import type { TraceParts } from "../core/trace";
import type { FaultTrace } from "../faults/faults";
import type { ServedService } from "../http/gateway";
import type { FunctionSpec } from "./function-spec";

/** Base URLs of the services; `all`: all of them at one address, as `AWS_ENDPOINT_URL` wants it. */
export type Endpoints = Readonly<Record<ServedService | "all", string>>;

/** What one function process knows AWS by, and what it did there. */
export interface ProcessSession {
  /** Credentials and endpoints, as environment variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** What an invocation does is a further step of this chain. */
  begin(chain: Chain): void;
  /** What it did since the last time. */
  take(): Recorded;
  close(): void;
}

export interface Recorded {
  /** The calls, also those in the name of roles that it assumed. */
  readonly calls: readonly RecordedCall[];
  /** The faults that were injected into them. */
  readonly faults: readonly FaultTrace[];
  /** What they led to, when all of it has ended. */
  readonly effects: readonly Promise<TraceParts>[];
}

export interface SessionServices {
  readonly credentials: CredentialStore;
  readonly roles: ReadonlyMap<string, Role>;
  readonly endpoints: Endpoints;
}

/** Credentials of its own distinguish the calls of one process from those of another that runs the same function. */
export function openSession(
  { roleArn, name }: FunctionSpec,
  { credentials, roles, endpoints }: SessionServices,
): ProcessSession {
  let current: Chain | undefined;
  let recorded = nothing();
  const recorder: CallRecorder = {
    record: (call) => {
      recorded.calls.push(call);
    },
    recordFault: (fault) => {
      recorded.faults.push(fault);
    },
    get chain() {
      return current;
    },
    recordEffect: (effect) => {
      recorded.effects.push(effect);
    },
  };
  const role = roles.get(roleArn) ?? unknownRole(roleArn);
  const issued = credentials.issue({ ...roleSession(role, name), recorder });
  return {
    variables: {
      AWS_ACCESS_KEY_ID: issued.accessKeyId,
      AWS_SECRET_ACCESS_KEY: issued.secretAccessKey,
      AWS_SESSION_TOKEN: issued.sessionToken ?? "",
      AWS_ENDPOINT_URL_S3: endpoints.s3,
      AWS_ENDPOINT_URL_STS: endpoints.sts,
      AWS_ENDPOINT_URL_S3_CONTROL: endpoints.s3Control,
      AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.events,
      AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
      AWS_ENDPOINT_URL_SECURITYHUB: endpoints.securityhub,
      AWS_ENDPOINT_URL_SNS: endpoints.sns,
      AWS_ENDPOINT_URL_SQS: endpoints.sqs,
      AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
      AWS_ENDPOINT_URL_CLOUDTRAIL: endpoints.cloudtrail,
      AWS_ENDPOINT_URL_ORGANIZATIONS: endpoints.organizations,
      AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler,
    },
    begin: (chain) => {
      current = chain;
    },
    take: () => {
      const taken = recorded;
      recorded = nothing();
      return taken;
    },
    close: () => {
      current = undefined;
      credentials.forget(issued.accessKeyId);
    },
  };
}

function nothing() {
  const calls: RecordedCall[] = [];
  const faults: FaultTrace[] = [];
  const effects: Promise<TraceParts>[] = [];
  return { calls, faults, effects };
}

/** A role that the assembly does not make: nothing is known that it may do. */
function unknownRole(arn: string) {
  const { accountId = "" } = parseArn(arn) ?? {};
  return { arn, name: arn.slice(arn.lastIndexOf("/") + 1), accountId, policies: [] };
}
