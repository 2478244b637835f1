import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { policyDocument } from "@security-auto/iam-policy";
import { openRegister, type Register } from "@security-auto/register";
import type { World } from "./world";

/** Looks into the register of a running stack, or changes it, as an administrator of the security account. */
export async function inRegister<T>(
  { cloud, accounts, region, table }: World,
  use: (register: Register) => Promise<T>,
): Promise<T> {
  const client = new DynamoDBClient({
    region,
    endpoint: cloud.endpoints.dynamodb,
    credentials: cloud.credentials({
      accountId: accounts.home,
      userName: "administrator",
      policies: [policyDocument({ Effect: "Allow", Action: "dynamodb:*", Resource: "*" })],
    }),
  });
  try {
    return await use(openRegister(client, { tableName: table }));
  } finally {
    client.destroy();
  }
}
