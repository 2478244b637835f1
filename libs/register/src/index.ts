export { type ActionItem } from "./items/action-item";
export { type BucketState } from "./items/bucket-state";
export { type Control } from "./items/control";
export { type Counter } from "./items/counter";
export { type CoverageItem } from "./items/coverage-item";
export { type Channel, CHANNELS, type FindingItem, isOpen } from "./items/finding-item";
export { type Item } from "./items/item";
export { type HourlyCount } from "./hourly-count";
export { type Suppression } from "./items/suppression";
export { type SweepAccount } from "./items/sweep-account";
export { type SweepItem } from "./items/sweep-item";
export { type SweepPage } from "./items/sweep-page";
export { type SweepWaiting } from "./items/sweep-waiting";
export { type RecordedSettings } from "./items/recorded-settings";
export {
  actionId,
  bucketPartition,
  BUCKETS_INDEX,
  findingId,
  OPEN_FINDINGS_INDEX,
  PARTITIONS,
  placeOfFinding,
} from "./keys";
export { type AccountPartition, openRegister, type Partition, type Register } from "./register";
export { isWorse, standing } from "./standing";
export { openSweeps, type SweepRegister, type SweptBucket } from "./sweep-register";
export { TABLE } from "./table";
export { type RegisterOptions } from "./table-access";
export { UnreadableItemError } from "./unreadable-item-error";
