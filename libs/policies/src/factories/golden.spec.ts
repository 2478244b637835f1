import { policyDocument } from "@security-auto/iam-policy";

import { createLogGroup, readBuckets, writeLogs } from ".";

test("the factories give exactly the three-statement policy of a function that makes its own log group", () => {
  const place = { region: "us-west-2", accountId: "111122223333" };

  expect(
    policyDocument(
      createLogGroup(place),
      writeLogs({ ...place, functionName: "security-auto-S3" }),
      readBuckets(),
    ),
  ).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "logs:CreateLogGroup",
        Resource: "arn:aws:logs:us-west-2:111122223333:*",
      },
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/security-auto-S3:*",
      },
      {
        Effect: "Allow",
        Action: [
          "s3:GetBucketAcl",
          "s3:GetBucketPolicy",
          "s3:GetBucketPolicyStatus",
          "s3:GetBucketTagging",
          "s3:GetBucketLocation",
          "s3:GetBucketPublicAccessBlock",
        ],
        Resource: "*",
      },
    ],
  });
});
