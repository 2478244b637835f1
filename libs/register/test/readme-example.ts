import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { openRegister } from "../src";

/** The open findings, oldest first, one line each. */
export async function* openFindings(): AsyncIterable<string> {
  const register = openRegister(new DynamoDBClient({ region: "us-west-2" }), { tableName: "security-auto" });
  for await (const { finding } of register.openFindings())
    yield `${finding.openedAt} ${finding.bucket ?? finding.account}: ${finding.because}`;
}
