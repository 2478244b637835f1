import {
  GetFunctionConfigurationCommand,
  type LambdaClient,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { Failure } from "../failure";
import { until } from "../until";

/** The function reads it at its start, and does not start when it is no JSON. */
const VARIABLE = "SECURITY_AUTO_ORGANIZATION";

/** Time a change of a function's configuration has to take effect, in ms; it takes seconds. */
const PATIENCE = 120_000;

/**
 * Gives the function a configuration that it refuses to start with, as a bad deployment would.
 *
 * @returns puts the former configuration back
 */
export async function breakFunction(
  client: LambdaClient,
  functionName: string,
): Promise<() => Promise<void>> {
  const { Environment } = await client.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  const variables = { ...Environment?.Variables };
  await configure(client, functionName, { ...variables, [VARIABLE]: "broken for a moment by the e2e" });
  return () => configure(client, functionName, variables);
}

async function configure(
  client: LambdaClient,
  functionName: string,
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  await client.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: functionName,
      Environment: { Variables: { ...variables } },
    }),
  );
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
