import type { EnvironmentPool } from "./environment-pool";
import type { FunctionSpec, NodeBinary } from "./function-spec";

export interface LambdaFunction {
  readonly spec: FunctionSpec;
  readonly node: NodeBinary;
  readonly pool: EnvironmentPool;
}

/** How asynchronous invocations of a function end (`AWS::Lambda::EventInvokeConfig`). */
export interface InvokeConfig {
  /** 0 to 2. */
  readonly retries: number;
  readonly onSuccess?: string;
  readonly onFailure?: string;
}
