export { createHandler, type HandlerOptions, type Interpretation, type Invocation } from "./create-handler";
export { type Metric, METRICS_NAMESPACE, putMetrics } from "./put-metrics";
export type { HandlerResponse, InputIssue } from "./response";
