export type { NotRun } from "./cloud-resources";
export type { PutEventOptions } from "./events/sender-of-event";
export type { NodeBinary } from "./lambda/function-spec";
export { LocalCloudError } from "./local-cloud-error";
export type { LocalCloudOptions } from "./local-cloud-options";
export type { LogGroup, StoredLine } from "./logs/log-group";
export type { Queue, QueueMessage } from "./sqs/queue";
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
