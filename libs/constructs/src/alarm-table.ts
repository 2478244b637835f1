/** One of AWS's metrics that an alarm reads, of the function, queue or rule that it watches. */
interface OfAws {
  readonly namespace: "AWS/Lambda" | "AWS/SQS" | "AWS/Events" | "AWS/Scheduler";
  /** Several are added up. */
  readonly metrics: readonly [string, ...string[]];
}

/** Metrics that the functions publish themselves; which ones of which function, who makes the alarms says. */
interface OfOurs {
  readonly namespace: "SecurityAuto";
  readonly metrics: readonly [string, ...string[]];
}

export interface AlarmEntry {
  /** What there is one such alarm for. */
  readonly for:
    | "function"
    | "function that is invoked"
    | "function with a queue"
    | "queue"
    | "failure queue"
    | "rule"
    | "schedule"
    | "system";
  /** What the alarm's name ends with, after the name of what it watches. */
  readonly suffix: string;
  readonly reads: OfAws | OfOurs;
  readonly statistic: "Sum" | "Maximum";
  /** Where it is what the metric has grown by since the period before that counts. */
  readonly growth?: true;
  readonly periodMinutes: number;
  /** So many periods in a row have to be beyond the threshold. CloudWatch looks back 7 days at most, and one day with periods under an hour. */
  readonly periods: number;
  readonly comparison: ">=" | "<";
  /** In the metric's unit; of a queue's age it is the default. */
  readonly threshold: number;
  /** `breaching`: silence is what it is about. */
  readonly missing: "notBreaching" | "breaching";
  /** What it means that the alarm goes off. */
  readonly why: string;
  /** What to do, in order. Commands take `--environment NAME`. */
  readonly todo: readonly [string, ...string[]];
}

/**
 * Every alarm of the stack. Each is about one period: it is over when the next period is quiet, so that what still lies in a queue does not
 * mute what comes after it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html for the limits on periods
 */
export const ALARMS = {
  failures: {
    for: "failure queue",
    suffix: "",
    reads: { namespace: "AWS/SQS", metrics: ["ApproximateNumberOfMessagesVisible"] },
    statistic: "Maximum",
    growth: true,
    periodMinutes: 5,
    periods: 1,
    comparison: ">=",
    threshold: 1,
    missing: "notBreaching",
    why: "An event could not be delivered or handled, and lies in the failure queue. It is kept for 14 days.",
    todo: [
      "`npm run redrive` shows what lies there, and why",
      "mend the cause: a permission, a setting, or a fault in the code",
      "`npm run redrive -- --apply` hands the events to where they belong once more",
    ],
  },
  errors: {
    for: "function",
    suffix: "-errors",
    reads: { namespace: "AWS/Lambda", metrics: ["Errors"] },
    statistic: "Sum",
    periodMinutes: 5,
    periods: 1,
    comparison: ">=",
    threshold: 1,
    missing: "notBreaching",
    why: "An invocation failed: it threw, ran out of time or memory, or could not start. Lambda tries an event twice more, and a message of a queue until it was received five times.",
    todo: [
      "look for `Event processing failed` in the function's log group: the error stands there with its cause",
      "where the log ends without it, Lambda ended the invocation: `Task timed out` or `Runtime exited` in the line after; raise `timeoutSeconds` or `memoryMb`",
      "once it is mended, redrive what lies in the failure queue",
    ],
  },
  throttles: {
    for: "function",
    suffix: "-throttles",
    reads: { namespace: "AWS/Lambda", metrics: ["Throttles"] },
    statistic: "Sum",
    periodMinutes: 5,
    periods: 3,
    comparison: ">=",
    threshold: 1,
    missing: "notBreaching",
    why: "For 15 minutes invocations were refused, because the function's reserved concurrency or the account's concurrency is used up. Events wait in Lambda's queue for up to six hours, so verdicts come late and none is lost yet.",
    todo: [
      "see who causes so many events: the rule's invocations on the dashboard, and `userIdentity` in the function's log",
      "stop that loop, or raise the function's `reservedConcurrency` where the account has room",
      "where the account's own limit is used up by other functions, ask for a higher one in Service Quotas",
    ],
  },
  waiting: {
    for: "function that is invoked",
    suffix: "-waiting",
    reads: { namespace: "AWS/Lambda", metrics: ["AsyncEventAge"] },
    statistic: "Maximum",
    periodMinutes: 5,
    periods: 1,
    comparison: ">=",
    threshold: 900_000,
    missing: "notBreaching",
    why: "An event had waited in Lambda for 15 minutes or more when the function got it: throttled, or tried again after an error. The bucket was read that much later than it was changed.",
    todo: ["do as for throttles, if the function is throttled, and otherwise as for errors"],
  },
  dropped: {
    for: "function that is invoked",
    suffix: "-dropped",
    reads: { namespace: "AWS/Lambda", metrics: ["AsyncEventsDropped"] },
    statistic: "Sum",
    periodMinutes: 5,
    periods: 1,
    comparison: ">=",
    threshold: 1,
    missing: "notBreaching",
    why: "Lambda gave an event up: it failed three times, or could not be handed to the function for six hours. Before that it was sent to the failure queue; if that failed too, the alarm on lost events is on as well.",
    todo: [
      "do as for errors, or as for throttles where nothing failed",
      "`npm run redrive` shows the event, and with `--apply` hands it to the function once more",
    ],
  },
  lost: {
    for: "function",
    suffix: "-lost",
    reads: {
      namespace: "AWS/Lambda",
      metrics: ["DestinationDeliveryFailures", "RecursiveInvocationsDropped"],
    },
    statistic: "Sum",
    periodMinutes: 5,
    periods: 1,
    comparison: ">=",
    threshold: 1,
    missing: "notBreaching",
    why: "Lambda could not send a failed event to the failure queue, or stopped a chain of invocations that it took for a loop. The event lies in no queue.",
    todo: [
      "check that the function's role may send to the failure queue: `npm run diff -- --environment NAME`",
      "look in the log group for the time in question: the event was logged whole if the function was ever invoked with it",
      "`npm run sweep` judges every bucket as it is now, also the one whose event is lost",
    ],
  },
  failedMessages: {
    for: "function with a queue",
    suffix: "-failed-messages",
    reads: { namespace: "SecurityAuto", metrics: ["FailedMessages"] },
    statistic: "Sum",
    periodMinutes: 5,
    periods: 1,
    comparison: ">=",
    threshold: 1,
    missing: "notBreaching",
    why: "The function gave a message of its batch back. Lambda counts such an invocation as a success; the message is received again, and after five times lies in the failure queue.",
    todo: [
      "look for level ERROR in the function's log group: each message that failed is there with its error",
      "if it is a refused permission or a full quota, mend it before the fifth time, which is some 30 minutes later",
    ],
  },
  age: {
    for: "queue",
    suffix: "-age",
    reads: { namespace: "AWS/SQS", metrics: ["ApproximateAgeOfOldestMessage"] },
    statistic: "Maximum",
    periodMinutes: 5,
    periods: 1,
    comparison: ">=",
    threshold: 900,
    missing: "notBreaching",
    why: "The oldest message of the queue is too old: the function does not keep up, is throttled, or fails the same message again and again.",
    todo: [
      "look at errors, throttles and failed messages of the function that polls the queue; their alarms say what to do",
      "where none of them is in alarm, check that the event source mapping is enabled: `aws lambda list-event-source-mappings`",
    ],
  },
  undelivered: {
    for: "rule",
    suffix: "-undelivered",
    reads: {
      namespace: "AWS/Events",
      metrics: ["FailedInvocations", "InvocationsSentToDlq", "InvocationsFailedToBeSentToDlq"],
    },
    statistic: "Sum",
    periodMinutes: 5,
    periods: 1,
    comparison: ">=",
    threshold: 1,
    missing: "notBreaching",
    why: "EventBridge could not deliver an event of the rule to one of its targets. It lies in the failure queue, or is lost where even that failed.",
    todo: [
      "`npm run redrive` names target and error of what lies in the failure queue",
      "a missing permission, role or target was changed by hand: `npm run diff -- --environment NAME` shows it, `npm run deploy -- --environment NAME` puts it right",
      "`npm run redrive -- --apply` delivers the events once more; where nothing lies in the queue, `npm run sweep` judges every bucket",
    ],
  },
  schedule: {
    for: "schedule",
    suffix: "-schedule",
    reads: {
      namespace: "AWS/Scheduler",
      metrics: ["TargetErrorCount", "InvocationDroppedCount", "InvocationsFailedToBeSentToDeadLetterCount"],
    },
    statistic: "Sum",
    periodMinutes: 5,
    periods: 1,
    comparison: ">=",
    threshold: 1,
    missing: "notBreaching",
    why: "EventBridge Scheduler could not start a sweep; or another schedule of the same group, which is the account's default one, failed.",
    todo: [
      "check that the schedule's role exists and may send to the sweep's queue: `npm run diff -- --environment NAME`",
      "`npm run sweep` starts the sweep that is missing",
    ],
  },
  silence: {
    for: "system",
    suffix: "-silent",
    reads: { namespace: "SecurityAuto", metrics: ["Assessments", "SweepsFinished"] },
    statistic: "Sum",
    periodMinutes: 60,
    periods: 26,
    comparison: "<",
    threshold: 1,
    missing: "breaching",
    why: "No bucket was judged and no sweep has finished for 26 hours (with a daily sweep; otherwise for two hours more than lie between two sweeps). Events do not come, or nothing comes of them. After the first deployment it is in alarm until the first bucket is judged.",
    todo: [
      "`npm run doctor` checks every link, and names the command that mends it",
      "`npm run sweep` shows whether the rest works without events",
    ],
  },
  sweepOverdue: {
    for: "system",
    suffix: "-overdue",
    reads: { namespace: "SecurityAuto", metrics: ["SweepsFinished"] },
    statistic: "Sum",
    periodMinutes: 60,
    periods: 26,
    comparison: "<",
    threshold: 1,
    missing: "breaching",
    why: "No sweep of the organization has finished for 26 hours, while one is due each day (otherwise for two hours more than lie between two sweeps). Buckets that no event names are not judged.",
    todo: [
      "`npm run sweep` starts one and shows where it stops",
      "look at the alarms on the sweep's function and queue, and at the one on its schedule",
    ],
  },
} as const satisfies Readonly<Record<string, AlarmEntry>>;

export type AlarmKind = keyof typeof ALARMS;

/** The entry of an alarm, of any kind. */
export const alarmEntry = (kind: AlarmKind): AlarmEntry => ALARMS[kind];
