export { type ActionItem } from "./items/action-item";
export { type BucketState } from "./items/bucket-state";
export { type Control } from "./items/control";
export { type Counter } from "./items/counter";
export { type CoverageItem } from "./items/coverage-item";
export { type Channel, CHANNELS, type FindingItem, isOpen } from "./items/finding-item";
export { type Item } from "./items/item";
export { type HourlyCount } from "./hourly-count";
export { type Suppression } from "./items/suppression";
export { type SweepItem } from "./items/sweep-item";
export { type RecordedSettings } from "./items/recorded-settings";
export { actionId, findingId, PARTITIONS, placeOfFinding } from "./keys";
export {
  type AccountPartition,
  openRegister,
  type Partition,
  type Register,
  type RegisterOptions,
} from "./register";
export { isWorse, standing } from "./standing";
export { TABLE } from "./table";
export { UnreadableItemError } from "./unreadable-item-error";
