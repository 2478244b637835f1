/** The namespace of all metrics of this system in CloudWatch. */
export const METRICS_NAMESPACE = "SecurityAuto";

interface MetricEntry {
  readonly unit: "Count" | "Milliseconds";
  /** What each function that publishes it tells its values apart by. Few values each: every combination is a metric of its own. */
  readonly dimensions: readonly ["FunctionName", ...("Verdict" | "Status")[]];
  readonly meaning: string;
}

/** Every metric that the functions publish. Alarms, the dashboard and docs/operations.md name no other. */
export const METRICS = {
  Assessments: {
    unit: "Count",
    dimensions: ["FunctionName", "Verdict"],
    meaning: "buckets judged, by verdict",
  },
  RefusedReads: {
    unit: "Count",
    dimensions: ["FunctionName", "Verdict"],
    meaning: "reads that were refused while judging",
  },
  AwsCalls: {
    unit: "Count",
    dimensions: ["FunctionName", "Verdict"],
    meaning: "requests to S3 and S3 Control while judging",
  },
  AssessmentDuration: {
    unit: "Milliseconds",
    dimensions: ["FunctionName", "Verdict"],
    meaning: "reading and judging one bucket",
  },
  TimeToAssessment: {
    unit: "Milliseconds",
    dimensions: ["FunctionName"],
    meaning: "from the call that changed a bucket until the bucket was read",
  },
  TimeToFinding: {
    unit: "Milliseconds",
    dimensions: ["FunctionName"],
    meaning: "from the call that changed a bucket until its findings were recorded and announced",
  },
  TimeToRemediation: {
    unit: "Milliseconds",
    dimensions: ["FunctionName"],
    meaning: "from the call that opened a bucket until it was closed, where no person had to approve it",
  },
  FindingTransitions: {
    unit: "Count",
    dimensions: ["FunctionName"],
    meaning: "findings that opened, changed or closed",
  },
  OpenFindings: {
    unit: "Count",
    dimensions: ["FunctionName"],
    meaning:
      "findings that are open, counted while buckets are judged, by each instance every five minutes at most",
  },
  RemediationTransitions: {
    unit: "Count",
    dimensions: ["FunctionName", "Status"],
    meaning: "remediations, by what became of them",
  },
  FailedMessages: {
    unit: "Count",
    dimensions: ["FunctionName"],
    meaning: "messages of a batch that failed and are received again; the invocation itself succeeded",
  },
  SweepsFinished: {
    unit: "Count",
    dimensions: ["FunctionName"],
    meaning: "sweeps of the whole organization that ended",
  },
  SweptBucketsFailed: {
    unit: "Count",
    dimensions: ["FunctionName"],
    meaning: "buckets of a finished sweep that were listed and never judged",
  },
  InvalidEvents: {
    unit: "Count",
    dimensions: ["FunctionName"],
    meaning: "events that were not understood",
  },
} as const satisfies Readonly<Record<string, MetricEntry>>;

export type MetricName = keyof typeof METRICS;

/** One value of a metric, in its unit. */
export interface Measured<Name extends MetricName> {
  readonly value: number;
  readonly unit: (typeof METRICS)[Name]["unit"];
}

/** The dimensions that all of some metrics have. */
export type DimensionsOf<Name extends MetricName> = Readonly<
  Record<(typeof METRICS)[Name]["dimensions"][number], string>
>;
