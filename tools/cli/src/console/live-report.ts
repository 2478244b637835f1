import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type EventPipeline, type LocalCloud, LocalCloudError } from "@security-auto/local-cloud";
import { openRegister } from "@security-auto/register";
import { registerIn } from "../findings/register-place";
import { reportOfRegister } from "../report/of-register";
import type { Reported } from "../report/reported";
import { judgingFor } from "../stack/judging-of-stack";

/**
 * The register of the stack that runs on this machine, as it is now; without buckets where the environment keeps none.
 *
 * @param root - the workspace's folder
 */
export function liveReporter(cloud: LocalCloud, stack: EventPipeline, root: string) {
  const place = registerIn(stack);
  const { invariants, organization } = judgingIn(root);
  return async (): Promise<Reported> => {
    const about = {
      madeAt: new Date().toISOString(),
      origin: "the stack that runs on this machine",
      ...(organization !== undefined && { organizationId: organization.id }),
      invariants,
    };
    if (place === undefined) return reportOfRegister(none(), about);
    const { accountId, region, tableName } = place;
    const client = new DynamoDBClient({
      region,
      endpoint: cloud.endpoints.dynamodb,
      credentials: cloud.credentials({ accountId, userName: "console" }),
    });
    try {
      return await reportOfRegister(openRegister(client, { tableName }).items(), about, { organization });
    } finally {
      client.destroy();
    }
  };
}

async function* none(): AsyncGenerator<never> {
  // The environment keeps no register.
}

/** The default invariants where no function of the stack judges. */
function judgingIn(root: string) {
  try {
    return judgingFor({ root, environment: "the one that was synthesized" });
  } catch (error) {
    if (error instanceof LocalCloudError) return judgingFor({ root });
    throw error;
  }
}
