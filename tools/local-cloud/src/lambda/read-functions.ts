import { createHash } from "node:crypto";
import { ServiceError } from "../http/service-error";
import { pageOf } from "../http/read-input";
import type { JsonObject } from "../core/json";
import type { RunningCloud } from "../state/running-cloud";
import type { FunctionSpec } from "../runtime/function-spec";

/** What ListFunctions answers of an account and region. */
export function listFunctions(
  { functions }: RunningCloud,
  { accountId, region }: { readonly accountId: string; readonly region: string },
  query: URLSearchParams,
): JsonObject {
  const own = [...functions.values()]
    .map(({ spec }) => spec)
    .filter((spec) => spec.accountId === accountId && spec.region === region);
  const size = Number(query.get("MaxItems") ?? 50);
  const { page, next } = pageOf(own, query.get("Marker") ?? undefined, size);
  return { Functions: page.map(configurationOf), ...(next !== undefined && { NextMarker: next }) };
}

/** What is read of one function, by the last part of the path, and the permission it takes. */
export const FUNCTION_READS: ReadonlyMap<
  string,
  { readonly action: string; readonly read: (cloud: RunningCloud, spec: FunctionSpec) => JsonObject }
> = new Map([
  ["", { action: "lambda:GetFunction", read: getFunction }],
  [
    "configuration",
    { action: "lambda:GetFunctionConfiguration", read: (_cloud, spec) => configurationOf(spec) },
  ],
  ["policy", { action: "lambda:GetPolicy", read: getPolicy }],
]);

function getFunction(_cloud: RunningCloud, spec: FunctionSpec): JsonObject {
  const { reservedConcurrency, codeFolder } = spec;
  return {
    Configuration: configurationOf(spec),
    Code: { RepositoryType: "local folder", Location: codeFolder },
    ...(reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
    }),
  };
}

function getPolicy({ resources }: RunningCloud, { arn }: FunctionSpec): JsonObject {
  const policy = resources.policies.of(arn);
  if (policy === undefined) {
    throw new ServiceError("ResourceNotFoundException", 404, "The resource you requested does not exist.");
  }
  return { Policy: JSON.stringify(policy.document) };
}

function configurationOf(spec: FunctionSpec): JsonObject {
  const { name, arn, runtime, roleArn, handler, timeoutSeconds, memoryMb, environment, logging } = spec;
  const { applicationLevel, systemLevel } = logging;
  return {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: runtime,
    Role: roleArn,
    Handler: handler,
    Timeout: timeoutSeconds,
    MemorySize: memoryMb,
    Version: "$LATEST",
    State: "Active",
    LastUpdateStatus: "Successful",
    PackageType: "Zip",
    CodeSize: 0,
    CodeSha256: createHash("sha256").update(spec.codeFolder).digest("base64"),
    LastModified: `${new Date(0).toISOString().slice(0, 23)}+0000`,
    Environment: { Variables: environment },
    LoggingConfig: {
      LogGroup: logging.group,
      LogFormat: logging.format,
      ...(applicationLevel !== undefined && { ApplicationLogLevel: applicationLevel }),
      ...(systemLevel !== undefined && { SystemLogLevel: systemLevel }),
    },
    ...(spec.deadLetterArn !== undefined && { DeadLetterConfig: { TargetArn: spec.deadLetterArn } }),
    Architectures: [process.arch === "arm64" ? "arm64" : "x86_64"],
  };
}
