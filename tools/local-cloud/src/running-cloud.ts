import type { CloudResources } from "./cloud-resources";
import type { Receiver, ReceivingService } from "./delivery/delivery";
import type { Faults } from "./faults/faults";
import type { Authorizer } from "./iam/authorizer";
import type { LambdaFunction } from "./lambda/lambda-function";

/** What the parts of a running cloud share. */
export interface RunningCloud {
  readonly resources: CloudResources;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly authorizer: Authorizer;
  readonly faults: Faults;
  readonly receivers: Readonly<Record<ReceivingService, Receiver>>;
  readonly retryDelayMs: number;
  readonly keepHistory: boolean;
  /** Whether traces say why a rule did not match. */
  readonly explain: boolean;
}
