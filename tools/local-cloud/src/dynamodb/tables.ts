import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { parseArn } from "@security-auto/iam-policy";
import { type LocalDynamoDb, startDynamoDb } from "@security-auto/testing";
import { isObject, type JsonObject, parseJson } from "../core/json";
import { textIn } from "../http/read-input";
import { ServiceError } from "../http/service-error";
import type { Table } from "../state/table";

/** The tables of the stacks, in dynalite, which knows neither accounts nor permissions. */
export interface Tables {
  /** @throws ServiceError what DynamoDB answers in place of an output */
  call(name: string, table: Table, input: JsonObject): Promise<JsonObject>;
  close(): Promise<void>;
}

/** The tables, made in dynalite when one of them is first called: until then nothing is loaded and nothing listens. */
export function tablesOf(tables: readonly Table[]): Tables {
  let started: Promise<LocalDynamoDb> | undefined;
  return {
    call: async (name, table, input) => {
      started ??= startWith(tables);
      return callDynalite((await started).url, name, table, input);
    },
    close: async () => {
      await (await started)?.close();
    },
  };
}

async function startWith(tables: readonly Table[]): Promise<LocalDynamoDb> {
  const dynamoDb = await startDynamoDb();
  try {
    for (const table of tables) await callDynalite(dynamoDb.url, "CreateTable", table, table.shape);
    return dynamoDb;
  } catch (error) {
    await dynamoDb.close();
    throw error;
  }
}

async function callDynalite(url: string, name: string, table: Table, input: JsonObject): Promise<JsonObject> {
  const body = JSON.stringify({ ...input, TableName: localName(table) });
  const response = await post(url, `DynamoDB_20120810.${name}`, body);
  const output = parseJson(await text(response));
  if (!isObject(output)) throw new ServiceError("InternalServerError", 500, "dynalite answered no object");
  const status = response.statusCode ?? 500;
  if (status === 200) return output;
  const type = textIn(output, "__type") ?? "#InternalServerError";
  const message = textIn(output, "message") ?? textIn(output, "Message") ?? "";
  throw new ServiceError(type.slice(type.indexOf("#") + 1), status, message);
}

/** By `node:http`, which is loaded already: to load what is behind `fetch` takes longer than all calls of a short run. */
async function post(url: string, target: string, body: string): Promise<IncomingMessage> {
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": target,
    // Dynalite wants a signature, and looks at its form only.
    authorization:
      "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    "x-amz-date": "20260101T000000Z",
  };
  const sent = request(url, { method: "POST", headers, agent: false }).end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  return response;
}

/** Tables of several accounts and regions may have one name. */
function localName({ arn, name }: Table): string {
  const { accountId, region } = parseArn(arn) ?? {};
  return [accountId, region, name].join(".");
}
