import { RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";

/** An index of a table. */
interface IndexKeys {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Default: it has all of an item. */
  readonly keysOnly?: boolean;
}

/** The keys of a table with its indexes; all are strings. */
export interface TableKeys {
  readonly partitionKey: string;
  readonly sortKey: string;
  readonly indexes: readonly IndexKeys[];
  /** The attribute that says when DynamoDB deletes an item, in seconds since 1970. */
  readonly timeToLive: string;
}

export interface RegisterTableProps {
  readonly tableName: string;
  readonly keys: TableKeys;
  /** Default: a key that AWS owns. */
  readonly kmsKeyArn?: string;
  /** With `DESTROY` the table has no deletion protection. */
  readonly removalPolicy: RemovalPolicy;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The table in which the functions remember what they found: on demand, encrypted, restorable to any second of the last 35 days. */
export class RegisterTable extends Construct {
  readonly tableArn: string;

  constructor(
    scope: Construct,
    id: string,
    { tableName, keys, kmsKeyArn, removalPolicy }: RegisterTableProps,
  ) {
    super(scope, id);
    const table = new Table(this, "Table", {
      tableName,
      partitionKey: text(keys.partitionKey),
      sortKey: text(keys.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: keys.timeToLive,
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy,
      ...(kmsKeyArn !== undefined && {
        encryption: TableEncryption.CUSTOMER_MANAGED,
        encryptionKey: Key.fromKeyArn(this, "Key", kmsKeyArn),
      }),
    });
    for (const { name, partitionKey, sortKey, keysOnly = false } of keys.indexes)
      table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: text(partitionKey),
        sortKey: text(sortKey),
        projectionType: keysOnly ? ProjectionType.KEYS_ONLY : ProjectionType.ALL,
      });
    this.tableArn = table.tableArn;
  }
}
