export type { CallListener, CallTrace } from "./call-trace";
export type { NotRun } from "./cloud-resources";
export type { PutEventOptions } from "./events/sender-of-event";
export type { Credentials } from "./identity/credential-store";
export type { CredentialsFor } from "./identity/issue-credentials";
export type { NodeBinary } from "./lambda/function-spec";
export type { Endpoints } from "./lambda/process-session";
export { LocalCloudError } from "./local-cloud-error";
export type { LocalCloudOptions } from "./local-cloud-options";
export type { LogGroup, StoredLine } from "./logs/log-group";
export type { Member } from "./members/member";
export type { PolicyClassifier } from "./s3/operation";
export { parseScenario } from "./scenario/parse-scenario";
export { readScenario } from "./scenario/read-scenario";
export type { Scenario, ScenarioAccount, ScenarioBucket } from "./scenario/scenario";
export type { HeldMessage, Queue, QueueMessage } from "./sqs/queue";
export { readStackResources, type StackResources, type StackTarget } from "./stack-resources";
export { type LocalCloud, startLocalCloud } from "./start-local-cloud";
export type {
  AlarmTrace,
  ApiCall,
  DeadLetterTrace,
  DenialTrace,
  EventSummary,
  InvocationTrace,
  LogLine,
  LossTrace,
  MessageTrace,
  NotificationTrace,
  RuleTrace,
  Trace,
  TraceParts,
} from "./trace";
