import { DETAIL_TYPES, EVENT_SOURCE } from "@security-auto/assessment";
import { parse } from "@security-auto/events";
import { readConfiguration } from "@security-auto/handler";
import { parseArn, tableArn } from "@security-auto/iam-policy";
import type { EventPipeline } from "@security-auto/local-cloud";
import * as z from "zod/mini";
import { UsageError } from "../core/usage-error";

/** Where an environment keeps its register. */
export interface RegisterPlace {
  readonly tableName: string;
  readonly tableArn: string;
  /** Of the function that keeps it. */
  readonly functionArn: string;
  readonly accountId: string;
  readonly region: string;
  /** Only where the table is encrypted with a key of one's own. */
  readonly keyArn?: string;
}

const configurationSchema = z.object({ table: z.string() });

const ASSESSED = { source: EVENT_SOURCE, "detail-type": DETAIL_TYPES.assessed, detail: {} };

/**
 * The register is kept by the function that is invoked for every assessment; the table's name stands in the function's configuration.
 *
 * @throws UsageError where the environment has no such function
 */
export function registerPlace(stack: EventPipeline): RegisterPlace {
  const functionArn = stack.rules
    .filter(({ matches }) => matches(ASSESSED))
    .flatMap(({ targets }) => targets.map(({ arn }) => arn))
    .find((arn) => stack.functions.includes(arn));
  const codeFolder = functionArn === undefined ? undefined : stack.codeFolders.get(functionArn);
  if (functionArn === undefined || codeFolder === undefined)
    throw new UsageError(
      'the environment keeps no register: set "findings": true in its file and deploy it, or name another with --environment',
    );
  const { table: tableName } = readConfiguration(codeFolder, (value) => parse(configurationSchema, value));
  const { region = "", accountId = "" } = parseArn(functionArn) ?? {};
  const arn = tableArn({ region, accountId, name: tableName });
  const keyArn = stack.keys.get(arn);
  return {
    tableName,
    tableArn: arn,
    functionArn,
    accountId,
    region,
    ...(keyArn !== undefined && { keyArn }),
  };
}
