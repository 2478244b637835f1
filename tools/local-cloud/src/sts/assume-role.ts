import type { Role } from "../iam/role";
import { roleSession } from "../identity/callers";
import type { KnownCaller } from "../identity/caller";
import { type Call, decideCall, keyIf, recordCall } from "../identity/decide-call";
import { element, type Xml } from "../xml/write-xml";
import type { Sts, StsCall } from "./sts-call";
import { ServiceError } from "../http/service-error";
import { sessionPolicies } from "./session-policies";
import { invalidParameter } from "./sts-error";

const ACTION = "sts:AssumeRole";
const SHORTEST_SECONDS = 900;
const LONGEST_SECONDS = 43_200;
/** What a session lasts unless the caller says otherwise, and the longest that a role's session can assume another role for. */
const HOUR = 3600;

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function assumeRole(sts: Sts, { caller, request, parameters }: StsCall): readonly Xml[] {
  const arn = required(parameters, "RoleArn");
  const session = sessionName(required(parameters, "RoleSessionName"));
  const seconds = durationOf(parameters.get("DurationSeconds"), caller);

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
  if (seconds > (role.maxSessionSeconds ?? HOUR)) {
    throw invalidParameter("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
  }
  const narrowing = sessionPolicies(parameters, role.accountId, sts.managedPolicies);
  const identity = { ...roleSession(role, session), ...(narrowing.length > 0 && { session: narrowing }) };
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
  const { region } = call.request.signature ?? {};
  if (region !== undefined && sts.disabledRegions.get(role.accountId)?.includes(region) === true) {
    recordCall(call, {
      decision: "denied",
      because: `the scenario has ${region} disabled in ${role.accountId}`,
    });
    throw regionDisabled(region, role.accountId);
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

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html */
function regionDisabled(region: string, account: string): ServiceError {
  return new ServiceError(
    "RegionDisabledException",
    403,
    `STS is not activated in this region for account:${account}. Your account administrator can activate STS in this region using the IAM Console. (${region})`,
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
  if (given === null) return HOUR;
  const seconds = Number(given);
  if (!Number.isInteger(seconds) || seconds < SHORTEST_SECONDS) {
    throw invalidParameter(
      `1 validation error detected: Value '${given}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to ${SHORTEST_SECONDS}`,
    );
  }
  if (seconds > LONGEST_SECONDS) {
    throw invalidParameter(
      `1 validation error detected: Value '${given}' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to ${LONGEST_SECONDS}`,
    );
  }
  if (seconds > HOUR && caller.kind === "role") {
    throw invalidParameter(
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
    );
  }
  return seconds;
}
