import type { Receiver, ReceivingService } from "./delivery";
import { toBus } from "./to-bus";
import { toFunction } from "./to-function";
import { toQueue } from "./to-queue";
import { toTopic } from "./to-topic";

/** Kept apart from `deliver`, which the receivers themselves use to deliver on. */
export const RECEIVERS: Readonly<Record<ReceivingService, Receiver>> = {
  events: toBus,
  lambda: toFunction,
  sns: toTopic,
  sqs: toQueue,
};
