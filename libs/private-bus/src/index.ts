export { type BatchedBus, batchedBus, MOST_ENTRIES } from "./batched-bus";
export { type BusEvent, type PrivateBus, privateBus, type PrivateBusOptions } from "./private-bus";
export { PutEventError } from "./put-event-error";
