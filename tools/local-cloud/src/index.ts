export type { CallListener, CallTrace } from "./service/call-trace";
export type { NotRun } from "./state/cloud-resources";
export type { PutEventOptions } from "./events/sender-of-event";
export type { Asked, DecisionListener } from "./iam/asked";
export type { Credentials } from "./identity/credential-store";
export type { Fault, FaultKind, FaultRule, FaultService } from "./faults/fault";
export type { FaultTrace } from "./faults/faults";
export type { CredentialsFor } from "./state/issue-credentials";
export type { NodeBinary } from "./runtime/function-spec";
export { LoopbackError } from "./http/loopback";
export { installedNode } from "./runtime/installed-node";
export type { Endpoints } from "./runtime/process-session";
export { LocalCloudError } from "./core/local-cloud-error";
export type { LocalCloudOptions } from "./local-cloud-options";
export type { LogGroup, StoredLine } from "./state/log-group";
export type { Member } from "./members/member";
export type { PolicyClassifier } from "./s3/bucket/operation";
export { readStackResources, type StackResource } from "./read-stack-resources";
export { parseScenario } from "./scenario/parse-scenario";
export { readScenario } from "./scenario/read-scenario";
export type { Scenario, ScenarioAccount, ScenarioBucket } from "./scenario/scenario";
export type { HeldMessage, Queue } from "./state/queue";
export { type EventPipeline, type PipelineTarget, readEventPipeline } from "./event-pipeline";
export { type LocalCloud, startLocalCloud } from "./start-local-cloud";
export type {
  ApiCall,
  DenialTrace,
  EventSummary,
  ImportTrace,
  InvocationTrace,
  LogLine,
  MessageTrace,
  RuleTrace,
  Trace,
  TraceParts,
} from "./core/trace";
export { emptyParts, withFollowUps } from "./core/trace-parts";
