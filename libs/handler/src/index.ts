export {
  createHandler,
  type HandlerOptions,
  type Interpretation,
  type Invocation,
  type NoTask,
  type Task,
} from "./create-handler";
export { type Metric, METRICS_NAMESPACE, putMetrics } from "./put-metrics";
export { CONFIGURATION_FILE, readConfiguration } from "./read-configuration";
export type { HandlerResponse, InputIssue } from "./response";
