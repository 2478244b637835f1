import type { UpdateCommandInput } from "@aws-sdk/lib-dynamodb";
import { ITEM_VERSION } from "./items/parts";
import { keyOfCounter } from "./keys";

/** One more of something, in the hour of a time, up to a cap. */
export interface HourlyCount {
  /** What is counted, such as `remediation:444455556666`. */
  readonly counter: string;
  /** In ms since 1970. */
  readonly now: number;
  /** How many of them an hour may have. */
  readonly most: number;
}

const HOUR_SECONDS = 3600;
/** Counters stay for a day, for people who look after an incident. */
const KEPT_SECONDS = 24 * HOUR_SECONDS;

/** The update that counts one more, and fails its condition where the hour has the most already. */
export function countUpTo({ counter, now, most }: HourlyCount): Omit<UpdateCommandInput, "TableName"> {
  const hour = new Date(now).toISOString().slice(0, "2026-03-04T09".length);
  // Of a counter that is not there yet the condition's `<` is false, also where the cap is 0.
  const condition = most > 0 ? "attribute_not_exists(pk) OR #count < :most" : "#count < :most";
  return {
    Key: keyOfCounter({ counter, hour }),
    ConditionExpression: condition,
    UpdateExpression:
      "SET #count = if_not_exists(#count, :none) + :one, #item = :item, #version = :version, #counter = :counter, #hour = :hour, #expiresAt = :expiresAt",
    ExpressionAttributeNames: {
      "#count": "count",
      "#item": "item",
      "#version": "version",
      "#counter": "counter",
      "#hour": "hour",
      "#expiresAt": "expiresAt",
    },
    ExpressionAttributeValues: {
      ":none": 0,
      ":one": 1,
      ":most": most,
      ":item": "counter",
      ":version": ITEM_VERSION,
      ":counter": counter,
      ":hour": hour,
      ":expiresAt": Math.floor(now / 1000) + HOUR_SECONDS + KEPT_SECONDS,
    },
  };
}
