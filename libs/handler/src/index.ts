export { createHandler, type HandlerOptions, type Interpretation, type Invocation } from "./create-handler";
export type { HandlerResponse, InputIssue } from "./response";
