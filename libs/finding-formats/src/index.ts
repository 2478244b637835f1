export { type AsffFinding, asffOf } from "./asff";
export type { Deployment } from "./deployment";
export { ocsfOf, type OcsfFinding } from "./ocsf";
export { type Severity, severityOf } from "./severity";
