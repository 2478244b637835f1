import { command } from "./command";

interface Line {
  readonly role: string;
  readonly stack: string;
  readonly trust: readonly { readonly principal: string; readonly condition: unknown }[];
  readonly permissions: readonly Readonly<Record<string, unknown>>[];
}

const linesOf = (args: readonly string[]) => {
  const { status, lines } = command(["policies", ...args]);
  return { status, roles: lines.map((line) => JSON.parse(line) as Line) };
};

test("--json: a line for each role of the central and the member template", () => {
  const { status, roles } = linesOf(["--json"]);
  expect(status).toBe(0);
  expect(roles.map(({ role, trust }) => [role, trust.map(({ principal }) => principal)])).toEqual([
    ["lambda-slaw-s3", ["lambda.amazonaws.com"]],
    ["security-auto-S3-invoke", ["events.amazonaws.com"]],
    ["security-auto-findings", ["lambda.amazonaws.com"]],
    ["security-auto-S3-restrict", ["lambda.amazonaws.com"]],
    ["security-auto-sweep", ["lambda.amazonaws.com"]],
    ["security-alerts-publish", ["events.amazonaws.com"]],
    ["security-auto-findings-invoke", ["events.amazonaws.com"]],
    ["security-auto-findings-sweep", ["events.amazonaws.com"]],
    ["security-auto-findings-tampering", ["events.amazonaws.com"]],
    ["security-auto-sweep-schedule", ["scheduler.amazonaws.com"]],
    ["security-auto-findings-remediation", ["events.amazonaws.com"]],
    ["security-auto-s3-forward-own-us-west-2", ["events.amazonaws.com"]],
    ["security-auto-tampering-own-us-west-2", ["events.amazonaws.com"]],
    ["security-auto-s3-forward-us-west-2", ["events.amazonaws.com"]],
    ["security-auto-tampering-us-west-2", ["events.amazonaws.com"]],
    ["security-auto-s3-read", ["arn:aws:iam::111122223333:root"]],
  ]);
});

test("every action of every role has an access level, a call and a reason", () => {
  const permissions = linesOf(["--json"]).roles.flatMap((line) => line.permissions);
  expect(permissions.length).toBeGreaterThan(20);
  for (const { accessLevel, call, because } of permissions) {
    expect(accessLevel).toMatch(/^(?:List|Read|Write)$/);
    expect(call).toEqual(expect.any(String));
    expect(because).toEqual(expect.any(String));
  }
});

test("a permission as it is printed", () => {
  const [role] = linesOf(["--json", "security-auto-S3"]).roles;
  expect(role?.permissions.find(({ action }) => action === "s3:GetBucketPublicAccessBlock")).toEqual({
    effect: "Allow",
    action: "s3:GetBucketPublicAccessBlock",
    resource: "*",
    condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } },
    accessLevel: "Read",
    because: "the bucket's block hides public grants and cuts public policies off",
    call: "S3 GetPublicAccessBlock by security-auto-S3, in libs/s3-reader",
  });
});

test("a role that two functions read with is a role of both", () => {
  const { roles } = linesOf(["--json", "security-auto-S3-restrict"]);
  expect(roles.map(({ role }) => role)).toEqual(["security-auto-S3-restrict", "security-auto-s3-read"]);
  expect(roles.at(-1)?.permissions[0]).toMatchObject({
    call: "S3 GetBucketAcl by security-auto-S3 and security-auto-S3-restrict, in libs/s3-reader",
  });
});

test("FUNCTION: the roles it runs in, assumes and is invoked in", () => {
  const { roles } = linesOf(["--json", "security-auto-S3"]);
  expect(roles.map(({ role }) => role)).toEqual([
    "lambda-slaw-s3",
    "security-auto-S3-invoke",
    "security-auto-s3-read",
  ]);
});

test("for a person: who is trusted and under what, what is allowed, and what for", () => {
  const { status, stdout } = command(["policies", "security-auto-S3"]);
  expect(status).toBe(0);
  expect(stdout).toContain(
    "trusts   arn:aws:iam::111122223333:root, if aws:PrincipalArn ArnEquals arn:aws:iam::111122223333:role/lambda-slaw-s3 or arn:aws:iam::111122223333:role/security-auto-S3-restrict or arn:aws:iam::111122223333:role/security-auto-sweep and aws:PrincipalOrgID StringEquals o-exampleorg1",
  );
  expect(stdout).toContain(
    "may      lambda:InvokeFunction (Write) on arn:aws:lambda:us-west-2:111122223333:function:security-auto-S3",
  );
  expect(stdout).toContain("for EventBridge Invoke, rule S3-security-remediations");
});

test.each([
  ["a function there is not", ["nothing"], "there is no function nothing; there are: security-auto-S3"],
  ["two functions", ["security-auto-S3", "other"], "one FUNCTION at most"],
])("%s: exit 2 and one line", (_name, args, message) => {
  const { status, stdout, stderr } = command(["policies", ...args]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(message)]);
});
