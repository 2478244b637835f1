import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { functionArn, policyDocument } from "@security-auto/iam-policy";
import { invokeFunction } from "@security-auto/policies";
import { causedBy } from "./caused-by";
import { type Happened, happenedIn } from "./happened";
import type { World } from "./world";

/** What follows when somebody who may invoke one function, and nothing else, invokes it with a request. */
export async function invokedByOperator(
  { cloud, region, accounts }: World,
  name: string,
  request: object,
): Promise<Happened> {
  const arn = functionArn({ region, accountId: accounts.home, name });
  const client = new LambdaClient({
    region,
    endpoint: cloud.endpoints.lambda,
    credentials: cloud.credentials({
      accountId: accounts.home,
      userName: "operator",
      policies: [policyDocument(invokeFunction({ functionArn: arn }))],
    }),
  });
  const command = new InvokeCommand({ FunctionName: arn, Payload: JSON.stringify(request) });
  try {
    const { call, ...parts } = await causedBy(cloud, () => client.send(command));
    const event = { id: null, name: call, detailType: null };
    return happenedIn([{ ...parts, event, bus: "", accepted: true, rules: [] }]);
  } finally {
    client.destroy();
  }
}
