import { type CallListener, CallListeners, type CallTrace } from "./service/call-trace";
import type { CloudResources, NotRun } from "./state/cloud-resources";
import { toBus } from "./events/to-bus";
import { toFunction } from "./lambda/to-function";
import { invokedFunction } from "./lambda/check-event-sources";
import { QueuePoller } from "./lambda/queue-poller";
import type { QueueConsumer } from "./state/queue-consumer";
import { schedulesOf } from "./scheduler/schedules-of";
import { toQueue } from "./sqs/to-queue";
import { toTopic } from "./sns/to-topic";
import { Trails } from "./state/trails";
import { Delays } from "./state/delays";
import type { EventBus } from "./state/event-bus";
import { putEvent } from "./events/put-event";
import { organizationOf, type PutEventOptions } from "./events/sender-of-event";
import type { FaultRule } from "./faults/fault";
import { Faults } from "./faults/faults";
import { Authorizer } from "./iam/authorizer";
import { deliverFromTrail } from "./events/deliver-from-trail";
import { LocalTrail, type TraceListener } from "./cloudtrail/local-trail";
import { CredentialStore, type Credentials } from "./identity/credential-store";
import { type CredentialsFor, issueCredentials } from "./state/issue-credentials";
import { EnvironmentPool } from "./runtime/environment-pool";
import type { FunctionSpec, NodeBinary } from "./runtime/function-spec";
import type { LambdaFunction } from "./runtime/lambda-function";
import { type Endpoints, openSession, type ProcessSession } from "./runtime/process-session";
import { LocalCloudError } from "./core/local-cloud-error";
import {
  DEFAULT_ACCOUNT,
  DEFAULT_CONCURRENCY,
  DEFAULT_REGION,
  type LocalCloudOptions,
} from "./local-cloud-options";
import type { LogGroup } from "./state/log-group";
import { makeResources } from "./make-resources";
import type { RunningCloud } from "./state/running-cloud";
import { membersOf, organizationsOf, startServices, trailsOptions } from "./start-services";
import type { Described } from "./scenario/load-scenario";
import type { Queue } from "./state/queue";
import type { Trace } from "./core/trace";

/** The stacks of an assembly, running on this machine. */
export interface LocalCloud {
  /** What the templates have and the local cloud does not run, wholly or in part. */
  readonly notRun: readonly NotRun[];
  /** Name of the bus that events arrive on. */
  readonly busName: string;
  readonly rules: readonly {
    readonly name: string;
    readonly bus: string;
    readonly targets: readonly string[];
  }[];
  readonly functions: readonly {
    readonly name: string;
    readonly runtime: string;
    readonly memoryMb: number;
    readonly timeoutSeconds: number;
    readonly node: NodeBinary;
  }[];
  /**
   * Puts an event on the bus. Resolves when every delivery, retry and destination it leads to has ended; may be called
   * again before. It rejects only for an event that is no JSON object, and after `close`.
   */
  putEvent(event: unknown, options?: PutEventOptions): Promise<Trace>;
  /** The schedules of EventBridge Scheduler. They fire when they are asked to, and not by themselves. */
  readonly schedules: readonly {
    readonly name: string;
    readonly arn: string;
    readonly expression: string;
    /** The permission that it takes to invoke the target, such as `sqs:SendMessage`. */
    readonly call: string;
  }[];
  /**
   * Invokes the target of a schedule, whether it is due or not. Those who listen to calls (`onCall`) hear of it too.
   *
   * @param name - or its ARN, where several accounts or regions have one of the name
   * @param at - as if it were then. Default: now
   * @throws LocalCloudError when there is no such schedule
   */
  fireSchedule(name: string, at?: Date): Promise<CallTrace>;
  /** Invokes, one after the other, the targets of the schedules that are due in the minute of `at`. */
  fireSchedulesAt(at: Date): Promise<readonly CallTrace[]>;
  /** A queue by its name. */
  queue(name: string): Queue | undefined;
  /** A log group by its name. */
  logGroup(name: string): LogGroup | undefined;
  /** Where the services answer: base URLs on the loopback interface, the same for every account and region. */
  readonly endpoints: Endpoints;
  /** Credentials for programs that call these services: the SDK, the AWS CLI. */
  credentials(who: CredentialsFor): Credentials;
  /** Resolves when nothing that a call over HTTP caused is under way. */
  settled(): Promise<void>;
  /**
   * Calls `listener` with the trace of the event that a write to S3 raised, on the default bus of its account and region.
   * The event of a write that a function made stands in the trace of what invoked the function, among its `followUps`.
   *
   * @returns stops listening
   */
  onTrace(listener: TraceListener): () => void;
  /** The traces of such events so far, in the order in which they ended; none with `keepHistory: false`. */
  traces(): readonly Trace[];
  /** Has buckets, and the blocks of accounts, be as described, in place of what they were. No event is raised. */
  describe(described: Described): void;
  /** Injects these faults in place of all others, those of the scenario too; an empty list heals the cloud. */
  setFaults(faults: readonly FaultRule[]): void;
  /**
   * Calls `listener` with what a call to SQS, SNS or Lambda over HTTP led to. What the call of a function led to stands in
   * the trace of what invoked the function.
   *
   * @returns stops listening
   */
  onCall(listener: CallListener): () => void;
  /** Ends every function process; no process and no socket is left. */
  close(): Promise<void>;
}

/**
 * Runs a synthesized cloud assembly on this machine. Function processes start with the first event they receive.
 *
 * @throws LocalCloudError when the assembly cannot be read, is not understood, or would not deploy
 * @throws LoopbackError when this machine has no loopback interface that works
 * @example
 * const cloud = await startLocalCloud({ assembly: "dist/apps/infra/cdk.out" });
 * try {
 *   const trace = await cloud.putEvent(event);
 *   console.log(trace.rules, trace.invocations);
 * } finally {
 *   await cloud.close();
 * }
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const keepHistory = options.keepHistory ?? true;
  const resources = makeResources({
    assembly: options.assembly,
    parameters: options.parameters ?? {},
    fallback: { account: options.account ?? DEFAULT_ACCOUNT, region: options.region ?? DEFAULT_REGION },
    keepHistory,
    now: options.now ?? Date.now,
    members: membersOf(options),
    ...(options.onDecision !== undefined && { onDecision: options.onDecision }),
  });
  const bus = entryBus(resources, options.busName);
  const organizationId = options.organizationId ?? organizationOf(bus, resources.policies);
  const organizations = organizationsOf(options, resources, bus, organizationId);
  const credentials = new CredentialStore();
  const functions = new Map<string, LambdaFunction>();
  const consumers = new Map<string, QueueConsumer>();
  const faults = new Faults([...(options.scenario?.faults ?? []), ...(options.faults ?? [])]);
  const calls = new CallListeners();
  const cloud: RunningCloud = {
    resources,
    functions,
    authorizer: new Authorizer(resources.policies, organizations, options.onDecision),
    faults,
    consumers,
    delays: new Delays(options.delays ?? "skipped", options.now ?? Date.now),
    report: calls.report,
    receivers: { events: toBus, lambda: toFunction, sns: toTopic, sqs: toQueue },
    retryDelayMs: options.retryDelayMs ?? 0,
    keepHistory,
    explain: options.explain ?? true,
  };
  const trails = new Trails(trailsOptions(options, bus));
  const trail = new LocalTrail((event, chain) => deliverFromTrail(cloud, event, chain), trails, keepHistory);
  const services = await startServices({
    cloud,
    organizations,
    credentials,
    trail,
    trails,
    follow: calls.follow,
    bus,
    options,
  });
  const { endpoints } = services;
  for (const [arn, spec] of resources.functions) {
    const session = () => openSession(spec, { credentials, roles: resources.roles, endpoints });
    functions.set(arn, functionOf(spec, options, session));
  }
  for (const source of resources.eventSources.filter(({ enabled }) => enabled)) {
    const queue = resources.queues.get(source.queueArn);
    const lambda = functions.get(invokedFunction(resources, source)?.arn ?? "");
    if (queue === undefined || lambda === undefined) continue;
    queue.keepMessages(() => cloud.delays.now());
    consumers.set(queue.arn, new QueuePoller(cloud, source, queue, lambda));
  }
  return {
    notRun: resources.notRun,
    busName: bus.name,
    rules: resources.rules.map(({ name, busArn, targets }) => ({
      name,
      bus: resources.buses.get(busArn)?.name ?? busArn,
      targets: targets.map(({ arn }) => arn),
    })),
    functions: [...functions.values()].map(({ spec, node }) => ({
      name: spec.name,
      runtime: spec.runtime,
      memoryMb: spec.memoryMb,
      timeoutSeconds: spec.timeoutSeconds,
      node,
    })),
    putEvent: (event, sender = {}) =>
      putEvent(cloud, bus, event, { ...(organizationId !== undefined && { organizationId }), ...sender }),
    ...schedulesOf(cloud, { services: services.called, credentials }),
    queue: (name) => [...resources.queues.values()].find((queue) => queue.name === name),
    logGroup: (name) => [...resources.logGroups.values()].find((group) => group.name === name),
    endpoints,
    credentials: (who) => issueCredentials(who, { credentials, roles: resources.roles, bus }),
    settled: async () => {
      await calls.settled();
      await trail.settled();
    },
    onTrace: (listener) => trail.onTrace(listener),
    traces: () => trail.traces,
    describe: services.describe,
    setFaults: (rules) => {
      faults.set(rules);
    },
    onCall: (listener) => calls.add(listener),
    close: async () => {
      cloud.delays.close();
      await Promise.all([...functions.values()].map(({ pool }) => pool.close()));
      await services.close();
    },
  };
}

function functionOf(
  spec: FunctionSpec,
  { nodeBinary, maxConcurrency, timeoutGraceMs = 0 }: LocalCloudOptions,
  session: () => ProcessSession,
): LambdaFunction {
  const node = nodeBinary?.(spec.runtime) ?? { path: process.execPath, version: process.version };
  const limit = Math.min(spec.reservedConcurrency ?? Infinity, maxConcurrency ?? DEFAULT_CONCURRENCY);
  return { spec, node, pool: new EnvironmentPool({ ...spec, timeoutGraceMs }, node, limit, session) };
}

function entryBus({ buses, rules, policies }: CloudResources, busName: string | undefined): EventBus {
  const names = [...buses.values()].map(({ name }) => name);
  if (busName !== undefined) {
    const bus = [...buses.values()].find(({ name }) => name === busName);
    if (bus !== undefined) return bus;
    throw new LocalCloudError(
      `the assembly has no event bus ${busName}; it has: ${names.join(", ") || "none"}`,
    );
  }
  const all = [...buses.values()];
  const bus =
    all.find((each) => organizationOf(each, policies) !== undefined) ??
    buses.get(rules[0]?.busArn ?? "") ??
    all[0];
  if (bus === undefined)
    throw new LocalCloudError("the assembly has no event bus: there is nothing to send to");
  return bus;
}
