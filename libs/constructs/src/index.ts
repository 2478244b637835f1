export { type Acceptance, acceptFinding, type FindingId } from "./accept-finding";
export { alarmRunbook } from "./alarm-runbook";
export { type AlarmEntry, type AlarmKind, ALARMS } from "./alarm-table";
export { Alarms, type AlarmsProps } from "./alarms";
export { AlertTopic, type AlertTopicProps } from "./alert-topic";
export { CentralEventBus, type CentralEventBusProps } from "./central-event-bus";
export { Dashboard, type DashboardProps, type Graph, type GraphLine } from "./dashboard";
export { type Delivery } from "./delivery";
export { FailureQueue, type FailureQueueProps } from "./failure-queue";
export { type FunctionNetwork } from "./function-permissions";
export { Heartbeat, type HeartbeatProps } from "./heartbeat";
export { InvokedByExecutionRole, type InvokedByExecutionRoleProps } from "./invoked-by-execution-role";
export { InvokedByResourcePolicy, type InvokedByResourcePolicyProps } from "./invoked-by-resource-policy";
export { LeastPrivilegeRole, type LeastPrivilegeRoleProps } from "./least-privilege-role";
export {
  defaultBusRuleArn,
  MemberForwarding,
  type MemberForwardingProps,
  tamperingWith,
} from "./member-forwarding";
export { MemberReadRole, type MemberReadRoleProps } from "./member-read-role";
export { NotifiesTopic, type NotifiesTopicProps } from "./notifies-topic";
export { type Permission, permissionOf } from "./permission";
export { type MetricOf, type PlannedAlarm, plannedAlarms, type Watched } from "./planned-alarms";
export { PrivateEventBus, type PrivateEventBusProps } from "./private-event-bus";
export { QueueSchedule, type QueueScheduleProps } from "./queue-schedule";
export { coveragePermissions, type CoverageReads, listPermission, readPermissions } from "./read-permissions";
export { RegisterTable, type RegisterTableProps } from "./register-table";
export { RestrictRole, type RestrictRoleProps } from "./restrict-role";
export { rulePattern } from "./rule-pattern";
export { SecurityFunction, type SecurityFunctionProps } from "./security-function";
export { WorkQueue, type WorkQueueProps } from "./work-queue";
