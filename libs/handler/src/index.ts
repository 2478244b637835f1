export { createHandler, type HandlerOptions, type Interpretation, type Invocation } from "./create-handler";
export { DEADLINE_MARGIN_MS, DeadlineExceededError, withDeadline } from "./deadline";
export { ECHO_LIMIT_BYTES, type HandlerResponse, type InputIssue } from "./response";
