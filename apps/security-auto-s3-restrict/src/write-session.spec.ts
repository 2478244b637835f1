import { REMEDIATION_EXAMPLE } from "@security-auto/assessment";
import type { ActionItem } from "@security-auto/register";
import { createTransport } from "@security-auto/s3-reader";
import { openWriterWith } from "./write-session";

const NOTHING = { policy: null, acl: null, publicAccessBlock: null, ownership: null };

test("an action without calls, as one that was refused, opens no session: STS would take no policy of none", async () => {
  const open = openWriterWith({
    functionName: "security-auto-S3-restrict",
    region: "us-west-2",
    writeRoleIn: (account) => `arn:aws:iam::${account}:role/security-auto-s3-restrict`,
    transport: createTransport(),
    signal: AbortSignal.abort(new Error("a session was asked for")),
  });
  const action: ActionItem = {
    item: "action",
    version: "1",
    remediation: { ...REMEDIATION_EXAMPLE, status: "refused", steps: [], undo: [] },
    digest: "digest",
    prior: NOTHING,
    left: NOTHING,
    invariants: [],
    revision: 1,
  };
  const write = await open(action, []);
  const { bucket: Bucket } = REMEDIATION_EXAMPLE;
  await expect(write({ call: "DeleteBucketPolicy", parameters: { Bucket } })).rejects.toThrow(
    "makes no calls",
  );
});
