export type { CallListener, CallTrace } from "./call-trace";
export type { NotRun } from "./cloud-resources";
export type { PutEventOptions } from "./events/sender-of-event";
export type { Asked, DecisionListener } from "./iam/asked";
export type { Credentials } from "./identity/credential-store";
export type { Fault, FaultKind, FaultRule, FaultService } from "./faults/fault";
export type { CredentialsFor } from "./identity/issue-credentials";
export type { NodeBinary } from "./lambda/function-spec";
export { LoopbackError } from "./http/loopback";
export { installedNode } from "./lambda/installed-node";
export type { Endpoints } from "./lambda/process-session";
export { LocalCloudError } from "./local-cloud-error";
export type { LocalCloudOptions } from "./local-cloud-options";
export type { LogGroup, StoredLine } from "./logs/log-group";
export type { Member } from "./members/member";
export type { PolicyClassifier } from "./s3/operation";
export { readStackResources, type StackResource } from "./read-stack-resources";
export { parseScenario } from "./scenario/parse-scenario";
export { readScenario } from "./scenario/read-scenario";
export type { Scenario, ScenarioAccount, ScenarioBucket } from "./scenario/scenario";
export type { HeldMessage, Queue, QueueMessage } from "./sqs/queue";
export { type EventPipeline, type PipelineTarget, readEventPipeline } from "./event-pipeline";
export { type LocalCloud, startLocalCloud } from "./start-local-cloud";
export type {
  AlarmTrace,
  ApiCall,
  DeadLetterTrace,
  DenialTrace,
  EventSummary,
  FaultTrace,
  InvocationTrace,
  LogLine,
  LossTrace,
  MessageTrace,
  NotificationTrace,
  RuleTrace,
  Trace,
  TraceParts,
} from "./trace";
export { emptyParts } from "./trace-parts";
