/** What a read ended as. */
export type Reading<T> =
  | { readonly kind: "read"; readonly value: T }
  /** AWS says that there is no such thing. */
  | { readonly kind: "absent" }
  /** It was refused, failed, or the region is not enabled; `because` says what. */
  | { readonly kind: "unknown"; readonly because: string; readonly isRefused?: boolean };

/** A rule on a default event bus, as DescribeRule and ListTargetsByRule have it. */
export interface RuleFacts {
  readonly state: string | undefined;
  /** JSON; absent where the rule goes by a schedule. */
  readonly pattern: string | undefined;
  readonly targets: readonly TargetFacts[];
}

export interface TargetFacts {
  readonly arn: string | undefined;
  readonly roleArn: string | undefined;
  /** Whether the target gets something else than the event. */
  readonly isTransformed: boolean;
}

/** A trail that logs events of a region, as DescribeTrails has it. */
export interface TrailFacts {
  readonly arn: string;
  readonly name: string;
  /** Where it can be changed. */
  readonly homeRegion: string;
  readonly isMultiRegion: boolean;
  readonly isLogging: Reading<boolean>;
  readonly selectors: Reading<Selectors>;
}

/** What a trail logs: one of the two kinds of selectors. */
export interface Selectors {
  readonly basic: readonly BasicSelector[];
  readonly advanced: readonly AdvancedSelector[];
}

export interface BasicSelector {
  readonly readWriteType: string | undefined;
  readonly management: boolean;
  /** Sources whose management events are left out. */
  readonly without: readonly string[];
}

export type AdvancedSelector = readonly FieldSelector[];

export interface FieldSelector {
  readonly field: string;
  /** Such as `Equals`, with its values. */
  readonly operators: Readonly<Record<string, readonly string[]>>;
}

/** A schedule of EventBridge Scheduler. */
export interface ScheduleFacts {
  readonly isEnabled: boolean;
  /** In ms since 1970. */
  readonly createdAt: number;
}

/** What is known of the heartbeats of a region. */
export interface HeartbeatFacts {
  readonly schedule: Reading<ScheduleFacts>;
  /** When the register heard last of a change of the bucket, in ms since 1970; absent where it never did. */
  readonly last: Reading<number>;
}

/** What is known of one region of an account. */
export interface PlaceFacts {
  readonly forwardingRule: Reading<RuleFacts>;
  readonly tamperingRule: Reading<RuleFacts>;
  /** How many messages lie in the queue; `undefined` where none is expected. */
  readonly queue: Reading<number> | undefined;
  readonly trails: Reading<readonly TrailFacts[]>;
  /** `undefined` where none is expected. */
  readonly heartbeat: HeartbeatFacts | undefined;
}
