import type { CallRecorder, RecordedCall } from "../identity/caller";
import { roleSession } from "../identity/callers";
import type { CredentialStore } from "../identity/credential-store";
import type { Role } from "../iam/role";
import type { FaultTrace } from "../trace";
import type { FunctionSpec } from "./function-spec";

/** Base URLs of the services. */
export interface Endpoints {
  readonly s3: string;
  readonly sts: string;
  readonly s3Control: string;
  readonly lambda: string;
  readonly sns: string;
  readonly sqs: string;
  /** All of them at one address, as `AWS_ENDPOINT_URL` wants it. */
  readonly all: string;
}

/** What one function process knows AWS by, and what it did there. */
export interface ProcessSession {
  /** Credentials and endpoints, as environment variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** The calls since the last time, also those in the name of roles that it took on. */
  takeCalls(): readonly RecordedCall[];
  /** The faults that struck them. */
  takeFaults(): readonly FaultTrace[];
  close(): void;
}

export interface SessionServices {
  readonly credentials: CredentialStore;
  readonly roles: ReadonlyMap<string, Role>;
  readonly endpoints: Pick<Endpoints, "s3" | "sts" | "s3Control">;
}

/** Credentials of its own tell the calls of one process from those of another that runs the same function. */
export function openSession(
  { roleArn, name }: FunctionSpec,
  { credentials, roles, endpoints }: SessionServices,
): ProcessSession {
  let calls: RecordedCall[] = [];
  let faults: FaultTrace[] = [];
  const recorder: CallRecorder = {
    record: (call) => {
      calls.push(call);
    },
    recordFault: (fault) => {
      faults.push(fault);
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
    },
    takeCalls: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
    takeFaults: () => {
      const taken = faults;
      faults = [];
      return taken;
    },
    close: () => {
      credentials.forget(issued.accessKeyId);
    },
  };
}

/** A role that the assembly does not make: nothing is known that it may do. */
function unknownRole(arn: string) {
  const [, , , , accountId = ""] = arn.split(":");
  return { arn, name: arn.slice(arn.lastIndexOf("/") + 1), accountId, policies: [] };
}
