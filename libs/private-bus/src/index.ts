export { type BatchedBus, batchedBus, MOST_ENTRIES } from "./batched-bus";
export { type BusEvent, type PrivateBusOptions } from "./events-caller";
export { type JsonCaller, jsonCaller } from "./json-caller";
export type { JsonSenderOptions } from "./json-sender";
export { type PrivateBus, privateBus } from "./private-bus";
export { PutEventError } from "./put-event-error";
