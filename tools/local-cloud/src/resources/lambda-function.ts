import { functionArn } from "@security-auto/iam-policy";
import { functionLogGroup } from "@security-auto/policies";
import { numberOf, objectOf, requiredString, stringOf } from "../assembly/properties";
import type { TemplateResource } from "../assembly/template-resource";
import { at, isObject } from "../core/json";
import type { FunctionLogging } from "../runtime/function-spec";
import { notRun, type ResourceHandler } from "./resource-handler";

const DEFAULT_MEMORY_MB = 128;
const DEFAULT_TIMEOUT_SECONDS = 3;

const nameOf = (resource: TemplateResource): string => resource.physicalName("FunctionName");
const arnOf = (resource: TemplateResource): string =>
  functionArn({ ...resource.home, name: nameOf(resource) });

export const lambdaFunction: ResourceHandler = {
  type: "AWS::Lambda::Function",
  ref: nameOf,
  attributes: { Arn: arnOf },
  create(resource, cloud) {
    const runtime = stringOf(resource, "Runtime") ?? "container image";
    const codeFolder = codeFolderOf(resource);
    if (!runtime.startsWith("nodejs") || codeFolder === undefined) {
      const why =
        codeFolder === undefined ? "its code is no asset of the assembly" : `its runtime is ${runtime}`;
      cloud.notRun.push(notRun(resource, why));
      return;
    }
    const arn = arnOf(resource);
    const reservedConcurrency = numberOf(resource, "ReservedConcurrentExecutions");
    const deadLetterArn = at(objectOf(resource, "DeadLetterConfig"), "TargetArn");
    cloud.functions.set(arn, {
      name: nameOf(resource),
      arn,
      region: resource.stack.region,
      accountId: resource.stack.account,
      roleArn: requiredString(resource, "Role"),
      handler: requiredString(resource, "Handler"),
      runtime,
      codeFolder,
      memoryMb: numberOf(resource, "MemorySize") ?? DEFAULT_MEMORY_MB,
      timeoutSeconds: numberOf(resource, "Timeout") ?? DEFAULT_TIMEOUT_SECONDS,
      environment: environmentOf(resource),
      logging: loggingOf(resource),
      allowsRecursion: stringOf(resource, "RecursiveLoop") === "Allow",
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
      ...(typeof deadLetterArn === "string" && { deadLetterArn }),
    });
  },
};

function codeFolderOf(resource: TemplateResource): string | undefined {
  const key = at(objectOf(resource, "Code"), "S3Key");
  return typeof key === "string" ? resource.stack.assetFolders.get(key) : undefined;
}

function environmentOf(resource: TemplateResource): Record<string, string> {
  const variables = at(objectOf(resource, "Environment"), "Variables");
  if (!isObject(variables)) return {};
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
}

function loggingOf(resource: TemplateResource): FunctionLogging {
  const config = objectOf(resource, "LoggingConfig");
  const setting = (name: string): string | undefined => {
    const value = at(config, name);
    return typeof value === "string" ? value : undefined;
  };
  const applicationLevel = setting("ApplicationLogLevel");
  const systemLevel = setting("SystemLogLevel");
  return {
    group: setting("LogGroup") ?? functionLogGroup(nameOf(resource)),
    format: setting("LogFormat") === "JSON" ? "JSON" : "Text",
    ...(applicationLevel !== undefined && { applicationLevel }),
    ...(systemLevel !== undefined && { systemLevel }),
  };
}
