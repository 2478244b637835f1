import { exact } from "./exact";
import { type Partition, partitionOf } from "./partition";

/** Something with a name in one region of one account. */
export interface RegionalName {
  /** e.g. `us-west-2`; decides the partition. */
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  readonly name: string;
}

/** Something with a name in one account, whatever the region. */
export interface GlobalName {
  readonly partition: Partition;
  /** Twelve digits. */
  readonly accountId: string;
  readonly name: string;
}

/** The prefix `arn:PARTITION:SERVICE:REGION:ACCOUNT`. */
export function regionalArn(
  service: string,
  { region, accountId }: Pick<RegionalName, "region" | "accountId">,
  resource: string,
): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${exact(accountId, "account id")}:${resource}`;
}
