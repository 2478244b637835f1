export {
  createHandler,
  type HandlerOptions,
  type Interpretation,
  type InvalidInput,
  type Invocation,
  type NoTask,
  type Task,
} from "./create-handler";
export { type MetricName, METRICS, METRICS_NAMESPACE } from "./metrics";
export { putMetrics } from "./put-metrics";
export { CONFIGURATION_FILE, readConfiguration } from "./read-configuration";
export type { HandlerResponse, InputIssue } from "./response";
