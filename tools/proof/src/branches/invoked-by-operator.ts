import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { emptyParts } from "@security-auto/local-cloud";
import { functionArn, policyDocument } from "@security-auto/iam-policy";
import { invokeFunction } from "@security-auto/policies";
import { type Happened, happenedIn } from "./happened";
import type { World } from "./world";

/** What follows when somebody who may invoke one function, and nothing else, invokes it with a request. */
export async function invokedByOperator(
  { cloud, region, accounts }: World,
  name: string,
  request: object,
): Promise<Happened> {
  const arn = functionArn({ region, accountId: accounts.home, name });
  const traces: Happened[] = [];
  const stop = cloud.onCall(({ call, ...parts }) => {
    const event = { id: null, name: call, detailType: null };
    traces.push(happenedIn([{ ...emptyParts(), ...parts, event, bus: "", accepted: true, rules: [] }]));
  });
  const client = new LambdaClient({
    region,
    endpoint: cloud.endpoints.lambda,
    credentials: cloud.credentials({
      accountId: accounts.home,
      userName: "operator",
      policies: [policyDocument(invokeFunction({ functionArn: arn }))],
    }),
  });
  try {
    await client.send(new InvokeCommand({ FunctionName: arn, Payload: JSON.stringify(request) }));
    await cloud.settled();
  } finally {
    stop();
    client.destroy();
  }
  const [happened] = traces;
  if (happened === undefined) throw new Error("the local cloud has no trace of the invocation");
  return happened;
}
