import type { FunctionSpec, NodeBinary } from "./function-spec";

/** What Lambda knows of an ended invocation. */
export interface PlatformReport {
  readonly requestId: string;
  readonly durationMs: number;
  /** Zero on a warm start. */
  readonly initMs: number;
  readonly maxMemoryMb: number;
  readonly status: "success" | "error" | "timeout";
  readonly errorType?: string;
}

/** The lines Lambda itself writes into a function's log, in the format the function asked for. */
export interface PlatformLines {
  init(): string[];
  start(requestId: string): string[];
  end(report: PlatformReport): string[];
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html */
export function platformLines(spec: FunctionSpec, node: NodeBinary): PlatformLines {
  if (spec.logging.format === "Text") return textLines(spec, node);
  return spec.logging.systemLevel === "WARN"
    ? { init: () => [], start: () => [], end: () => [] }
    : jsonLines(spec, node);
}

/** The Node that ran the function is named here: it may be another than Lambda's. */
const runtimeVersion = (spec: FunctionSpec, node: NodeBinary): string =>
  `${spec.runtime} (Node ${node.version})`;

function textLines(spec: FunctionSpec, node: NodeBinary): PlatformLines {
  return {
    init: () => [`INIT_START Runtime Version: ${runtimeVersion(spec, node)}`],
    start: (requestId) => [`START RequestId: ${requestId} Version: $LATEST`],
    end: (report) => [
      `END RequestId: ${report.requestId}`,
      `REPORT ${reportFields(spec, report).join("\t")}`,
    ],
  };
}

function reportFields(spec: FunctionSpec, report: PlatformReport): string[] {
  return [
    `RequestId: ${report.requestId}`,
    `Duration: ${report.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(report.durationMs + report.initMs)} ms`,
    `Memory Size: ${spec.memoryMb} MB`,
    `Max Memory Used: ${report.maxMemoryMb} MB`,
    ...(report.initMs > 0 ? [`Init Duration: ${report.initMs.toFixed(2)} ms`] : []),
    ...(report.status === "success" ? [] : [`Status: ${report.status}`]),
    ...(report.errorType === undefined ? [] : [`Error Type: ${report.errorType}`]),
  ];
}

function jsonLines(spec: FunctionSpec, node: NodeBinary): PlatformLines {
  const line = (type: string, record: object): string[] => [
    JSON.stringify({ time: new Date().toISOString(), type, record }),
  ];
  return {
    init: () =>
      line("platform.initStart", { runtimeVersion: runtimeVersion(spec, node), functionName: spec.name }),
    start: (requestId) => line("platform.start", { requestId, version: "$LATEST" }),
    end: ({ requestId, status, errorType, durationMs, initMs, maxMemoryMb }) =>
      line("platform.report", {
        requestId,
        status,
        ...(errorType !== undefined && { errorType }),
        metrics: {
          durationMs,
          billedDurationMs: Math.ceil(durationMs + initMs),
          memorySizeMB: spec.memoryMb,
          maxMemoryUsedMB: maxMemoryMb,
          ...(initMs > 0 && { initDurationMs: initMs }),
        },
      }),
  };
}
