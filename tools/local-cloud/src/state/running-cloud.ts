import type { CloudResources } from "./cloud-resources";
import type { TraceParts } from "../core/trace";
import type { OpenParts } from "../core/trace-parts";
import type { QueueConsumer } from "./queue-consumer";
import type { Delays } from "./delays";
import type { Delivered, Parcel, ReceivingService } from "./parcel";
import type { Faults } from "../faults/faults";
import type { Authorizer } from "../iam/authorizer";
import type { LambdaFunction } from "../runtime/lambda-function";

/** What began something: the permission, and the ARN of who used it. */
export interface Reported {
  readonly call: string;
  readonly caller: string;
}

/** What the parts of a running cloud share. */
export interface RunningCloud {
  readonly resources: CloudResources;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly authorizer: Authorizer;
  readonly faults: Faults;
  readonly receivers: Readonly<Record<ReceivingService, Receiver>>;
  /** By the ARN of the queue. */
  readonly consumers: ReadonlyMap<string, QueueConsumer>;
  /** Time of the queues that Lambda polls. */
  readonly delays: Delays;
  /** Has those who listen hear of what nothing else waits for. */
  readonly report: (of: Reported, led: Promise<TraceParts>) => void;
  readonly retryDelayMs: number;
  readonly keepHistory: boolean;
  /** Whether traces say why a rule did not match. */
  readonly explain: boolean;
}

/** Receives a parcel for one kind of resource. Resolves when all that follows from it has ended. */
export type Receiver = (cloud: RunningCloud, parcel: Parcel, parts: OpenParts) => Promise<Delivered>;
