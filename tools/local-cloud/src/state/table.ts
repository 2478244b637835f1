import type { JsonObject } from "../core/json";

/** A DynamoDB table. */
export interface Table {
  readonly name: string;
  readonly arn: string;
  /** Name of the attribute that is the partition key. */
  readonly partitionKey: string;
  /** Keys, attributes and indexes, as CreateTable takes them. */
  readonly shape: JsonObject;
}
