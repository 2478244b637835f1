import type { Graph, GraphLine, Watched } from "@security-auto/constructs";
import { type MetricName, METRICS_NAMESPACE } from "@security-auto/handler";
import type { Environment } from "../environment/environment";
import type { Switch } from "../environment/switches";

const VERDICTS = ["violates", "unknown", "holds"] as const;
const STATUSES = ["planned", "applied", "failed", "refused", "undone"] as const;

/** What the dashboard shows of what an environment has on. */
export function graphsOf(environment: Environment, watched: Watched): readonly Graph[] {
  const { functions, names } = environment;
  const { s3, findings, restrict } = functions;
  const of = (functionName: string) => ({ FunctionName: functionName });
  const all: readonly (Graph & { readonly on?: Switch })[] = [
    {
      title: "Changes",
      unit: "events",
      lines: watched.rules.map(({ ruleName, busName }) => ({
        namespace: "AWS/Events",
        name: "Invocations",
        dimensions: { ...(busName !== undefined && { EventBusName: busName }), RuleName: ruleName },
        label: ruleName,
        statistic: "Sum",
      })),
    },
    {
      title: "Verdicts",
      unit: "buckets",
      stacked: true,
      lines: VERDICTS.map((Verdict) =>
        ours("Assessments", { ...of(s3.functionName), Verdict }, Verdict, "Sum"),
      ),
    },
    {
      on: "findings",
      title: "Findings",
      unit: "findings",
      lines: [
        ours("OpenFindings", of(findings.functionName), "open", "Maximum"),
        { ...ours("FindingTransitions", of(findings.functionName), "changes", "Sum"), right: true },
      ],
    },
    {
      on: "findings",
      title: "Time from the call",
      unit: "ms",
      lines: [
        ...["p50", "p99"].flatMap((statistic) => [
          ours("TimeToAssessment", of(findings.functionName), `to assessment, ${statistic}`, statistic),
          ours("TimeToFinding", of(findings.functionName), `to finding, ${statistic}`, statistic),
        ]),
        ...(environment.remediation
          ? [ours("TimeToRemediation", of(restrict.functionName), "to remediation, p99", "p99")]
          : []),
      ],
    },
    {
      on: "remediation",
      title: "Actions",
      unit: "remediations",
      lines: STATUSES.map((Status) =>
        ours("RemediationTransitions", { ...of(restrict.functionName), Status }, Status, "Sum"),
      ),
    },
    {
      on: "sweep",
      title: "Sweeps",
      unit: "sweeps",
      lines: [
        ours("SweepsFinished", of(functions.sweep.functionName), "finished", "Sum"),
        {
          ...ours("SweptBucketsFailed", of(functions.sweep.functionName), "buckets not judged", "Sum"),
          right: true,
        },
      ],
    },
    {
      title: "Errors and throttles",
      unit: "invocations",
      lines: ["Errors", "Throttles"].flatMap((name) => lambda(watched, name, "Sum")),
    },
    {
      title: "What waits",
      unit: "seconds",
      lines: [
        ...watched.queues.map(({ queueName }) =>
          queue(queueName, "ApproximateAgeOfOldestMessage", `oldest in ${queueName}`),
        ),
        {
          ...queue(names.failureQueue, "ApproximateNumberOfMessagesVisible", "failures, messages"),
          right: true,
        },
      ],
    },
    {
      title: "Cost: functions",
      unit: "ms",
      lines: [
        ...lambda(watched, "Duration", "Sum"),
        ...lambda(watched, "Invocations", "Sum").map((line) => ({ ...line, right: true as const })),
      ],
    },
    {
      title: "Cost: logs and requests to S3",
      unit: "bytes",
      lines: [
        ...watched.functions.map(({ functionName }) => ({
          namespace: "AWS/Logs",
          name: "IncomingBytes",
          dimensions: { LogGroupName: `/aws/lambda/${functionName}` },
          label: `log of ${functionName}`,
          statistic: "Sum",
        })),
        ...VERDICTS.map((Verdict) => ({
          ...ours("AwsCalls", { ...of(s3.functionName), Verdict }, `requests, ${Verdict}`, "Sum"),
          right: true as const,
        })),
      ],
    },
    {
      on: "findings",
      title: "Cost: register",
      unit: "capacity units",
      lines: ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"].map((name) => ({
        namespace: "AWS/DynamoDB",
        name,
        dimensions: { TableName: names.table },
        label: name === "ConsumedReadCapacityUnits" ? "read" : "written",
        statistic: "Sum",
      })),
    },
  ];
  return all.filter(({ on }) => on === undefined || environment[on]);
}

function ours(
  name: MetricName,
  dimensions: GraphLine["dimensions"],
  label: string,
  statistic: string,
): GraphLine {
  return { namespace: METRICS_NAMESPACE, name, dimensions, label, statistic };
}

function lambda({ functions }: Watched, name: string, statistic: string): readonly GraphLine[] {
  return functions.map(({ functionName }) => ({
    namespace: "AWS/Lambda",
    name,
    dimensions: { FunctionName: functionName },
    label: `${name.toLowerCase()} of ${functionName}`,
    statistic,
  }));
}

function queue(queueName: string, name: string, label: string): GraphLine {
  return { namespace: "AWS/SQS", name, dimensions: { QueueName: queueName }, label, statistic: "Maximum" };
}
