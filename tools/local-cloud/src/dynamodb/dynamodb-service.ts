import { parseArn, tableArn } from "@security-auto/iam-policy";
import { isObject, type JsonObject } from "../core/json";
import type { ErrorFault, RegionFault } from "../faults/fault";
import type { AwsService } from "../http/aws-server";
import { requiredTextIn, textIn } from "../http/read-input";
import { ServiceError } from "../http/service-error";
import type { Gatekeeping } from "../identity/admit";
import { answerFaultOf } from "../service/answer-fault";
import { type JsonCall, type JsonOperation, jsonService } from "../service/json-service";
import type { RunningCloud } from "../state/running-cloud";
import type { Table } from "../state/table";
import { leadingKeyOf } from "./leading-key";
import type { Tables } from "./tables";

const OPERATIONS = [
  "GetItem",
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "Query",
  "Scan",
  "DescribeTable",
] as const;

/** DynamoDB refuses a larger request. */
const LARGEST_BODY = 16 * 1024 * 1024;

/**
 * The calls of DynamoDB on one table: IAM decides, dynalite answers.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */
export function dynamoDbService(cloud: RunningCloud, gate: Gatekeeping, tables: Tables): AwsService {
  const operations = Object.fromEntries(
    OPERATIONS.map((name): [string, JsonOperation] => [name, (call) => answer(name, call, cloud, tables)]),
  );
  return jsonService({
    target: "DynamoDB_20120810",
    version: "1.0",
    operations,
    gate,
    largestBody: LARGEST_BODY,
  });
}

async function answer(
  name: (typeof OPERATIONS)[number],
  call: JsonCall,
  cloud: RunningCloud,
  tables: Tables,
): Promise<JsonObject> {
  const action = `dynamodb:${name}`;
  const arn = arnOfTable(call);
  const index = textIn(call.input, "IndexName");
  const resource = index === undefined ? arn : `${arn}/index/${index}`;
  const injected = answerFaultOf({
    faults: cloud.faults,
    caller: call.caller,
    asked: { service: "dynamodb", call: name, account: parseArn(arn)?.accountId ?? call.caller.accountId },
    action,
    resource,
  });
  if (injected?.kind === "error") throw faultError(injected.fault);
  const table = cloud.resources.tables.get(arn);
  call.permit(action, resource, { context: keysOf(table, call.input) });
  if (table === undefined)
    throw new ServiceError("ResourceNotFoundException", 400, "Requested resource not found");
  const output = await tables.call(name, table, call.input);
  if (injected?.kind === "wire") call.spoil(injected.fault);
  return name === "DescribeTable" ? { Table: described(output["Table"], table) } : output;
}

/** A name, or an ARN. */
function arnOfTable({ input, caller, region }: JsonCall): string {
  const name = requiredTextIn(input, "TableName");
  return name.startsWith("arn:") ? name : tableArn({ region, accountId: caller.accountId, name });
}

function keysOf(table: Table | undefined, input: JsonObject): Readonly<Record<string, string>> {
  const key = table === undefined ? undefined : leadingKeyOf(input, table.partitionKey);
  return key === undefined ? {} : { "dynamodb:LeadingKeys": key };
}

function described(description: unknown, { name, arn }: Table): JsonObject {
  return { ...(isObject(description) ? description : {}), TableName: name, TableArn: arn };
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
function faultError({ kind }: ErrorFault | RegionFault): ServiceError {
  switch (kind) {
    case "AccessDenied":
      return new ServiceError("AccessDeniedException", 400, "Access denied");
    case "SlowDown":
      return new ServiceError("ThrottlingException", 400, "Rate of requests exceeds the allowed throughput.");
    case "ServiceUnavailable":
      return new ServiceError(kind, 503, "DynamoDB is currently unavailable.");
    default:
      return new ServiceError("InternalServerError", 500, "DynamoDB could not process your request.");
  }
}
