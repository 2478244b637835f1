import type { FunctionSpec } from "./function-spec";

/**
 * The environment of a function process: what the template sets and what Lambda adds, nothing of this machine.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function environmentVariables(
  spec: FunctionSpec,
  logStream: string,
  runtimeApi: string,
  session: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    ...spec.environment,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logging.group,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: spec.logging.format,
    ...(spec.logging.format === "JSON" && { AWS_LAMBDA_LOG_LEVEL: spec.logging.applicationLevel ?? "INFO" }),
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}`,
    AWS_REGION: spec.region,
    AWS_DEFAULT_REGION: spec.region,
    ...session,
    LAMBDA_TASK_ROOT: spec.codeFolder,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    _HANDLER: spec.handler,
    TZ: ":UTC",
    LANG: "en_US.UTF-8",
    PATH: "/usr/local/bin:/usr/bin:/bin",
  };
}
