import { environmentCredentials } from "@security-auto/credentials";
import { MEMBER, useScriptedAws } from "../../test/environment";
import { session } from "../../test/scripted-aws";
import { createTransport } from "../aws/transport";
import { assumeRole, type AssumeRoleRequest } from "./assume-role";

const { aws } = useScriptedAws();

async function asked(request: Partial<AssumeRoleRequest> = {}): Promise<Readonly<Record<string, string>>> {
  aws().play({ AssumeRole: session("ASIAONE", "2099-01-01T00:00:00Z") });
  const transport = createTransport();
  const assumed = await assumeRole(
    {
      roleArn: `arn:aws:iam::${MEMBER}:role/security-auto-s3-restrict`,
      sessionName: "security-auto-S3-restrict",
      region: "us-west-2",
      credentials: environmentCredentials(),
      ...request,
    },
    transport,
    new AbortController().signal,
  );
  transport.close();
  expect(assumed).toMatchObject({ kind: "granted", credentials: { accessKeyId: "ASIAONE" } });
  return Object.fromEntries(aws().received[0]?.form ?? []);
}

const PLAIN = {
  Action: "AssumeRole",
  Version: "2011-06-15",
  RoleArn: `arn:aws:iam::${MEMBER}:role/security-auto-s3-restrict`,
  RoleSessionName: "security-auto-S3-restrict",
};
const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:PutBucketAcl", Resource: "arn:aws:s3:::tidepool-ledger" }],
});

describe("a request to assume a role", () => {
  it.each<[string, Partial<AssumeRoleRequest>, object]>([
    ["for all that the role may, for an hour", {}, {}],
    ["for less than the role may", { policy: POLICY }, { Policy: POLICY }],
    ["for a quarter of an hour", { durationSeconds: 900 }, { DurationSeconds: "900" }],
    ["for both", { policy: POLICY, durationSeconds: 900 }, { Policy: POLICY, DurationSeconds: "900" }],
  ])("%s", async (_, request, sent) => {
    expect(await asked(request)).toEqual({ ...PLAIN, ...sent });
  });
});
