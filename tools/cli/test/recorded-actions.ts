import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type ActionItem, openRegister, type Register } from "@security-auto/register";
import { DEFAULT_INVARIANTS, describeBucket } from "@security-auto/s3-exposure";
import { plannedAction } from "@security-auto/s3-remediation";
import { ACCOUNT, idOf, openBucket, REGION } from "./open-bucket";
import type { ServedStack } from "./served-stack";

/** What the register has of a plan for a bucket that is open to anyone, as `change` says it went on. */
export function actionFor(
  bucket: string,
  change: Omit<Partial<ActionItem>, "remediation"> & {
    readonly remediation?: Partial<ActionItem["remediation"]>;
  } = {},
): ActionItem {
  const described = describeBucket(openBucket(bucket));
  if (!described.success) throw new Error(`${bucket} is described wrongly`);
  const planned = plannedAction(
    { account: ACCOUNT, region: REGION, invariant: "nothing-public", finding: idOf(bucket), actions: [] },
    { facts: described.data, policyText: JSON.stringify(openBucket(bucket).policy) },
    { invariants: DEFAULT_INVARIANTS, now: new Date("2026-03-04T09:14:05.120Z") },
  );
  if (!planned.planned) throw new Error(planned.because);
  const { remediation, ...more } = change;
  return {
    ...planned.action,
    ...more,
    remediation: { ...planned.action.remediation, ...remediation },
  };
}

/** Uses the register of a served stack with credentials that nothing narrows. */
export async function inRegister<T>(
  { cloud }: ServedStack,
  use: (register: Register) => Promise<T>,
): Promise<T> {
  const client = new DynamoDBClient({
    region: REGION,
    endpoint: cloud.endpoints.dynamodb,
    credentials: cloud.credentials({ accountId: ACCOUNT, userName: "ilse" }),
  });
  try {
    return await use(openRegister(client, { tableName: "security-auto" }));
  } finally {
    client.destroy();
  }
}
