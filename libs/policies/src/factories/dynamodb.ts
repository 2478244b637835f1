import { exact, type IdentityStatement } from "@security-auto/iam-policy";

export interface PartitionsOfTable {
  readonly tableArn: string;
  /** Partition keys, with `*` for any text. */
  readonly partitions: readonly string[];
}

/**
 * May read and write single items of one table, in partitions whose keys are like these. It may neither scan the table nor read an index:
 * such a call names no partition.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function keepItems(of: PartitionsOfTable): IdentityStatement {
  return {
    Effect: "Allow",
    Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"],
    ...within(of),
  };
}

/** May read single items of one table, in partitions whose keys are like these. */
export function getItems(of: PartitionsOfTable): IdentityStatement {
  return { Effect: "Allow", Action: "dynamodb:GetItem", ...within(of) };
}

/** May count, item by item, in partitions whose keys are like these: it may write a part of an item, and read none. */
export function countItems(of: PartitionsOfTable): IdentityStatement {
  return { Effect: "Allow", Action: "dynamodb:UpdateItem", ...within(of) };
}

const within = ({ tableArn, partitions }: PartitionsOfTable) => ({
  Resource: exact(tableArn, "table ARN"),
  Condition: {
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [...partitions] },
    Null: { "dynamodb:LeadingKeys": "false" },
  },
});

/** May delete single items in partitions whose keys are like these. */
export function deleteItems(of: PartitionsOfTable): IdentityStatement {
  return { Effect: "Allow", Action: "dynamodb:DeleteItem", ...within(of) };
}

/** May read one table: single items, partitions, and all of it. */
export function readItems({ tableArn }: { readonly tableArn: string }): IdentityStatement {
  return {
    Effect: "Allow",
    Action: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
    Resource: exact(tableArn, "table ARN"),
  };
}

/** May read one index of a table, partition by partition. */
export function queryIndex({
  tableArn,
  indexName,
}: {
  readonly tableArn: string;
  readonly indexName: string;
}): IdentityStatement {
  return {
    Effect: "Allow",
    Action: "dynamodb:Query",
    Resource: `${exact(tableArn, "table ARN")}/index/${exact(indexName, "index name")}`,
  };
}
