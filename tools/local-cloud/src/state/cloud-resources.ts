import type { Alarm } from "./alarm";
import { MetricStore } from "./metric-store";
import type { EventBus, Rule } from "./event-bus";
import { PolicyStore } from "../iam/policy-store";
import type { NamedPolicy } from "@security-auto/iam-evaluator";
import type { Attachment, Role, RoleDraft } from "../iam/role";
import type { FunctionSpec } from "../runtime/function-spec";
import type { InvokeConfig } from "../runtime/lambda-function";
import type { LogGroup } from "./log-group";
import type { Subscription, Topic } from "./topic";
import type { EventSource } from "./event-source";
import type { Bucket } from "../s3/bucket/bucket";
import type { Queue } from "./queue";
import type { Schedule } from "./schedule";
import type { Table } from "./table";

/** Something of the template that the local cloud does not run, or not wholly. */
export interface NotRun {
  readonly logicalId: string;
  readonly type: string;
  /** Name of the stack. */
  readonly stack: string;
  /** For a type that is run: which part of this one is not. */
  readonly why?: string;
}

/** All that the stacks make, by ARN where it has one. */
export interface CloudResources {
  readonly buses: Map<string, EventBus>;
  readonly rules: Rule[];
  readonly functions: Map<string, FunctionSpec>;
  /** ARN of a version or alias to the function's. */
  readonly qualifiedFunctions: Map<string, string>;
  /** By `FUNCTION_ARN:QUALIFIER`. */
  readonly invokeConfigs: Map<string, InvokeConfig>;
  readonly roleDrafts: RoleDraft[];
  readonly attachments: Attachment[];
  readonly managedPolicies: Map<string, NamedPolicy>;
  /** Made of the drafts when all resources are there. */
  readonly roles: Map<string, Role>;
  readonly topics: Map<string, Topic>;
  readonly subscriptions: Subscription[];
  readonly queues: Map<string, Queue>;
  readonly eventSources: EventSource[];
  readonly schedules: Schedule[];
  readonly tables: Map<string, Table>;
  /** KMS keys of queues, topics and tables, by the ARN of each. */
  readonly keys: Map<string, string>;
  readonly logGroups: Map<string, LogGroup>;
  readonly alarms: Alarm[];
  readonly metrics: MetricStore;
  readonly policies: PolicyStore;
  readonly buckets: MadeBucket[];
  /** Text of bucket policies, by the name of the bucket. */
  readonly bucketPolicies: Map<string, string>;
  readonly notRun: NotRun[];
}

/** A bucket as its template describes it. */
export type MadeBucket = Pick<
  Bucket,
  "name" | "arn" | "accountId" | "region" | "publicAccessBlock" | "ownership" | "tags"
>;

/** @param keepHistory - Whether metrics are kept */
export function noResources(keepHistory: boolean): CloudResources {
  return {
    buses: new Map(),
    rules: [],
    functions: new Map(),
    qualifiedFunctions: new Map(),
    invokeConfigs: new Map(),
    roleDrafts: [],
    attachments: [],
    managedPolicies: new Map(),
    roles: new Map(),
    topics: new Map(),
    subscriptions: [],
    queues: new Map(),
    eventSources: [],
    schedules: [],
    tables: new Map(),
    keys: new Map(),
    logGroups: new Map(),
    alarms: [],
    metrics: new MetricStore(keepHistory),
    policies: new PolicyStore(),
    buckets: [],
    bucketPolicies: new Map(),
    notRun: [],
  };
}
