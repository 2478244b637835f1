import type { Role } from "../iam/role";
import { roleSession } from "../identity/callers";
import type { KnownCaller } from "../identity/caller";
import { type Call, decideCall, keyIf, recordCall } from "../identity/decide-call";
import { element, type Xml } from "../xml/write-xml";
import type { Sts, StsCall } from "./sts";
import { ServiceError } from "../http/service-error";
import { invalidParameter } from "./sts-error";

const ACTION = "sts:AssumeRole";
const SHORTEST_SECONDS = 900;
/** The longest session of a role that sets no other, and of every role that a role takes on. */
const LONGEST_SECONDS = 3600;

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function assumeRole(sts: Sts, { caller, request, parameters }: StsCall): readonly Xml[] {
  const arn = required(parameters, "RoleArn");
  const session = sessionName(required(parameters, "RoleSessionName"));
  const seconds = durationOf(parameters.get("DurationSeconds"), caller);
  refuseSessionPolicies(parameters);

  const call: Call = {
    caller,
    request,
    action: ACTION,
    resource: arn,
    context: {
      "sts:RoleSessionName": session,
      ...keyIf("sts:ExternalId", parameters.get("ExternalId")),
    },
  };
  const role = assumable(sts, call, caller);
  const identity = roleSession(role, session);
  const recorder = caller.recorder === undefined ? {} : { recorder: caller.recorder };
  const issued = sts.credentials.issue({ ...identity, ...recorder }, seconds);
  return [
    element("Credentials", [
      element("AccessKeyId", issued.accessKeyId),
      element("SecretAccessKey", issued.secretAccessKey),
      element("SessionToken", issued.sessionToken ?? ""),
      element("Expiration", `${(issued.expiration ?? new Date()).toISOString().slice(0, 19)}Z`),
    ]),
    element("AssumedRoleUser", [
      element("AssumedRoleId", identity.principalId),
      element("Arn", identity.arn),
    ]),
  ];
}

/** A role that does not exist is refused in the same words as one that may not be assumed. */
function assumable(sts: Sts, call: Call, caller: KnownCaller): Role {
  const role = sts.roles.get(call.resource);
  if (role === undefined) {
    recordCall(call, { decision: "denied", because: `there is no role ${call.resource}` });
    throw denied(caller, call.resource);
  }
  const decision = decideCall({ ...call, resourceAccount: role.accountId, resourcePolicy: role.trust }, sts);
  recordCall(call, decision);
  if (decision.decision !== "allowed") throw denied(caller, call.resource);
  return role;
}

function denied(caller: KnownCaller, roleArn: string): ServiceError {
  return new ServiceError(
    "AccessDenied",
    403,
    `User: ${caller.arn} is not authorized to perform: ${ACTION} on resource: ${roleArn}`,
  );
}

function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value !== null && value !== "") return value;
  const shown = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  throw invalidParameter(
    `1 validation error detected: Value at '${shown}' failed to satisfy constraint: Member must not be null`,
  );
}

function sessionName(name: string): string {
  const where = `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy constraint: `;
  if (!/^[\w+=,.@-]*$/.test(name)) {
    throw invalidParameter(String.raw`${where}Member must satisfy regular expression pattern: [\w+=,.@-]*`);
  }
  if (name.length < 2) throw invalidParameter(`${where}Member must have length greater than or equal to 2`);
  if (name.length > 64) throw invalidParameter(`${where}Member must have length less than or equal to 64`);
  return name;
}

function durationOf(given: string | null, caller: KnownCaller): number {
  if (given === null) return LONGEST_SECONDS;
  const seconds = Number(given);
  if (!Number.isInteger(seconds) || seconds < SHORTEST_SECONDS) {
    throw invalidParameter(
      `1 validation error detected: Value '${given}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to ${SHORTEST_SECONDS}`,
    );
  }
  if (seconds > LONGEST_SECONDS) {
    throw invalidParameter(
      caller.kind === "role"
        ? "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining."
        : "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    );
  }
  return seconds;
}

/** A session policy would narrow the session; ignoring one would let it do more than in AWS. */
function refuseSessionPolicies(parameters: URLSearchParams): void {
  const narrows = [...parameters.keys()].find((name) => name === "Policy" || name.startsWith("PolicyArns."));
  if (narrows === undefined) return;
  throw new ServiceError("NotImplemented", 501, `the local cloud knows no session policies (${narrows})`);
}
