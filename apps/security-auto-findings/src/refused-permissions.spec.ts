import { refusedPermissions } from "./refused-permissions";

const ROLE = "arn:aws:iam::444455556666:role/security-auto-read";
const who =
  "User: arn:aws:sts::444455556666:assumed-role/security-auto-read/s is not authorized to perform: s3:GetBucketAcl";

const refused = (permission: string, because: string, role = ROLE) => ({
  permission,
  role,
  facets: ["acl"],
  because,
});

test.each<[string, Parameters<typeof refusedPermissions>[0], readonly string[]]>([
  ["nothing was refused", [], []],
  [
    "several permissions of one role are named together",
    [
      refused("s3:GetBucketPolicy", "Access Denied"),
      refused("s3:GetBucketAcl", `${who} on resource: "x" because no identity-based policy allows it`),
    ],
    [`the role ${ROLE} was refused s3:GetBucketAcl, s3:GetBucketPolicy`],
  ],
  [
    "the bucket's own policy denies us",
    [
      refused(
        "s3:GetBucketAcl",
        `${who} on resource: "arn:aws:s3:::b" with an explicit deny in a resource-based policy`,
      ),
    ],
    [`the bucket policy denies the role ${ROLE} s3:GetBucketAcl: exempt the role from that Deny`],
  ],
  [
    "a service control policy denies us",
    [
      refused(
        "s3:GetBucketAcl",
        `${who} on resource: "arn:aws:s3:::b" with an explicit deny in a service control policy`,
      ),
    ],
    [
      `a policy other than the bucket's denies the role ${ROLE} s3:GetBucketAcl: look at service control policies and permissions boundaries`,
    ],
  ],
  [
    "the role cannot be assumed",
    [refused("sts:AssumeRole", "not authorized to perform: sts:AssumeRole")],
    [`the role ${ROLE} could not be assumed: check that the member stack is deployed to the account`],
  ],
  [
    "two roles, two sentences",
    [refused("s3:GetBucketAcl", "Access Denied"), refused("s3:GetBucketAcl", "Access Denied", `${ROLE}-2`)],
    [`the role ${ROLE} was refused s3:GetBucketAcl`, `the role ${ROLE}-2 was refused s3:GetBucketAcl`],
  ],
])("%s", (_, refusals, sentences) => {
  expect(refusedPermissions(refusals)).toEqual(sentences);
});
