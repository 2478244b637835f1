import type { FaultRule } from "./faults/fault";
import type { DecisionListener } from "./iam/asked";
import type { NodeBinary } from "./runtime/function-spec";
import type { Member } from "./members/member";
import type { PolicyClassifier } from "./s3/bucket/operation";
import type { DelayMode } from "./state/delays";
import type { Scenario } from "./scenario/scenario";

export interface LocalCloudOptions {
  /** The `cdk.out` folder. */
  readonly assembly: string;
  /** Name of the bus events arrive on. Default: the bus that takes events of an organization, else the bus of the first rule. */
  readonly busName?: string;
  /** The Node.js for a runtime such as `nodejs24.x`. Default: the one that runs the local cloud. */
  readonly nodeBinary?: (runtime: string) => NodeBinary;
  /** Processes per function, where the template reserves no concurrency. Default: 10. */
  readonly maxConcurrency?: number;
  /** Wait before a function is tried again, ms; in AWS one and two minutes. Default: 0. */
  readonly retryDelayMs?: number;
  /**
   * How long after its time-out a function may still answer, ms. Default: 0. A test of what a function does about its
   * deadline gives it some: on a busy machine it may notice the deadline too late.
   */
  readonly timeoutGraceMs?: number;
  /** `false`: queues and log groups count what they get and forget it, for long replays. Default: `true`. */
  readonly keepHistory?: boolean;
  /** The clock of queues, in ms since 1970. Default: `Date.now`. */
  readonly now?: () => number;
  /**
   * How delays, batching windows and visibility timeouts of queues that Lambda polls pass. `skipped`: as soon as no function runs, the
   * earliest of them is over, and `putEvent` and `settled` wait for what follows. `real`: in real time; nobody waits for a
   * message that only time keeps hidden, and `onCall` hears of what becomes of it. Default: `skipped`.
   */
  readonly delays?: DelayMode;
  /** `false`: traces leave out why a rule did not match, for long replays. Default: `true`. */
  readonly explain?: boolean;
  /** Organization of the senders of events. Default: the one that the policy of the bus names. */
  readonly organizationId?: string;
  /** Values of template parameters. Default: their own defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Account of stacks that are synthesized without one. Default: `111122223333`. */
  readonly account?: string;
  /** Region of stacks that are synthesized without one. Default: `us-east-1`. */
  readonly region?: string;
  /** Accounts and buckets that are there from the start. */
  readonly scenario?: Scenario;
  /** What is to go wrong, after the faults of the scenario. */
  readonly faults?: readonly FaultRule[];
  /** Accounts that have the member stack. */
  readonly members?: readonly Member[];
  /**
   * Whether S3 would call a bucket policy public: for GetBucketPolicyStatus and Block Public Access. Default: every Allow
   * for a wildcard principal counts, whatever its conditions.
   */
  readonly policyIsPublic?: PolicyClassifier;
  /** Hears of every decision of IAM, beginning with whether Lambda may assume the roles of the functions. */
  readonly onDecision?: DecisionListener;
}

export const DEFAULT_CONCURRENCY = 10;
export const DEFAULT_ACCOUNT = "111122223333";
export const DEFAULT_REGION = "us-east-1";
