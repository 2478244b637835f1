import {
  GetFunctionConfigurationCommand,
  type LambdaClient,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { Failure } from "../failure";
import { until } from "../until";

/** The function's bundle does not export it. */
const MISSING = "index.missing";

/** Time a change of a function's configuration has to take effect, in ms; it takes seconds. */
const PATIENCE = 120_000;

/**
 * Makes a function fail whatever it is invoked with, as a bad deployment would.
 *
 * @returns puts the former handler back
 */
export async function breakFunction(
  client: LambdaClient,
  functionName: string,
): Promise<() => Promise<void>> {
  const { Handler } = await client.send(new GetFunctionConfigurationCommand({ FunctionName: functionName }));
  if (Handler === undefined) throw new Failure(`${functionName} has no handler to put back`, 1);
  await configure(client, functionName, MISSING);
  return () => configure(client, functionName, Handler);
}

async function configure(client: LambdaClient, functionName: string, handler: string): Promise<void> {
  await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: functionName, Handler: handler }));
  await until(`the new configuration of ${functionName} is in effect`, PATIENCE, async () => {
    const { LastUpdateStatus, LastUpdateStatusReason } = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName: functionName }),
    );
    if (LastUpdateStatus === "Failed") {
      throw new Failure(
        `Lambda refused the configuration: ${LastUpdateStatusReason ?? "no reason given"}`,
        1,
      );
    }
    return LastUpdateStatus === "Successful" || undefined;
  });
}
