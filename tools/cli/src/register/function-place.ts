import { parse } from "@security-auto/events";
import { readConfiguration } from "@security-auto/handler";
import { parseArn, tableArn } from "@security-auto/iam-policy";
import type { EventPipeline } from "@security-auto/local-cloud";
import * as z from "zod/mini";

/** A function that keeps or uses the register of an environment, and the table that it is in. */
export interface FunctionPlace {
  readonly functionArn: string;
  readonly tableName: string;
  readonly tableArn: string;
  readonly accountId: string;
  readonly region: string;
  /** Only where the table is encrypted with a key of one's own. */
  readonly keyArn?: string;
}

const configurationSchema = z.object({ table: z.string() });

/** The table's name stands in the function's configuration. `undefined`: the stack has no such function. */
export function functionPlace(
  stack: EventPipeline,
  functionArn: string | undefined,
): FunctionPlace | undefined {
  const codeFolder = functionArn === undefined ? undefined : stack.codeFolders.get(functionArn);
  if (functionArn === undefined || codeFolder === undefined) return undefined;
  const { table: tableName } = readConfiguration(codeFolder, (value) => parse(configurationSchema, value));
  const { region = "", accountId = "" } = parseArn(functionArn) ?? {};
  const arn = tableArn({ region, accountId, name: tableName });
  const keyArn = stack.keys.get(arn);
  return {
    functionArn,
    tableName,
    tableArn: arn,
    accountId,
    region,
    ...(keyArn !== undefined && { keyArn }),
  };
}

/** How a function is named in messages. */
export function functionInWords({ functionArn, accountId, region }: FunctionPlace): string {
  const name = functionArn.slice(functionArn.lastIndexOf(":") + 1);
  return `the function ${name} of account ${accountId} in ${region}`;
}

/** How a table is named in messages. */
export function tableInWords({ tableName, accountId, region }: FunctionPlace): string {
  return `the table ${tableName} of account ${accountId} in ${region}`;
}
