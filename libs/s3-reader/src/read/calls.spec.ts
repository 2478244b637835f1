import { READ_CALLS } from "@security-auto/s3-exposure";
import { accessPoint, accessPoints } from "../../test/answers";
import { MEMBER, TARGET, useScriptedAws } from "../../test/environment";
import { errorXml, session } from "../../test/scripted-aws";

const { aws, reader } = useScriptedAws();

test("the list of reads has every call that reading makes, and no other", async () => {
  const none = { status: 404, body: errorXml("NoSuchBucket") };
  aws().play({
    AssumeRole: session("AKIDMEMBER", "2099-01-01T00:00:00Z"),
    GetBucketAcl: none,
    GetBucketPolicy: none,
    GetBucketPolicyStatus: none,
    GetBucketTagging: none,
    GetBucketLocation: none,
    GetPublicAccessBlock: none,
    GetBucketOwnershipControls: none,
    GetAccountPublicAccessBlock: { status: 404, body: errorXml("NoSuchPublicAccessBlockConfiguration") },
    ListAccessPoints: accessPoints(["shared"]),
    GetAccessPoint: accessPoint(true),
    GetAccessPointPolicy: { status: 404, body: errorXml("NoSuchAccessPointPolicy") },
    GetAccessPointPolicyStatus: { status: 404, body: errorXml("NoSuchAccessPointPolicy") },
  });
  const reading = reader();
  const target = { ...TARGET, accountId: MEMBER };
  await reading.readBucket(target);
  await reading.readAccountBlock(MEMBER);
  await reading.readAccessPoints(target);
  // The script distinguishes the two calls of one name by calling the account's another name.
  const names = READ_CALLS.map(({ service, operation }) =>
    service === "S3 Control" ? operation.replace("GetPublic", "GetAccountPublic") : operation,
  );
  expect(new Set(aws().received.map(({ operation }) => operation))).toEqual(
    new Set([...names, "AssumeRole"]),
  );
});
