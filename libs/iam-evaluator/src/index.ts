export type { Decision } from "./decision";
export { evaluate } from "./evaluate";
export type { AccessRequest, NamedPolicy, Policies, RequestPrincipal } from "./request";
