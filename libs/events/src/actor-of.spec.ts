import type { Actor } from "./actor";
import { actorOf } from "./actor-of";
import type { UserIdentity } from "./user-identity";

const account = "210987654321";

const cases: [name: string, identity: UserIdentity | undefined, actor: Partial<Actor>][] = [
  [
    "IAM user without a name",
    { type: "IAMUser", arn: `arn:aws:iam::${account}:user/ops/ilse`, accountId: account },
    { type: "IAMUser", display: `IAM user ilse in account ${account}` },
  ],
  [
    "role without a session issuer",
    {
      type: "AssumedRole",
      arn: `arn:aws:sts::${account}:assumed-role/deploy/run/7`,
      accountId: account,
    },
    {
      type: "AssumedRole",
      roleName: "deploy",
      sessionName: "run/7",
      display: `role deploy, session run/7 in account ${account}`,
    },
  ],
  [
    "role without an ARN",
    { type: "AssumedRole", principalId: "AROA1:night-shift" },
    {
      type: "AssumedRole",
      sessionName: "night-shift",
      display: "role of unknown name, session night-shift",
    },
  ],
  [
    "role told by the session issuer alone",
    {
      type: "AssumedRole",
      sessionContext: {
        sessionIssuer: { userName: "deploy", arn: `arn:aws:iam::${account}:role/ci/deploy` },
      },
    },
    {
      type: "AssumedRole",
      roleName: "deploy",
      roleArn: `arn:aws:iam::${account}:role/ci/deploy`,
      display: "role deploy",
    },
  ],
  [
    "SSO user, told by the session's ARN alone",
    {
      type: "AssumedRole",
      arn: `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_View_Only_00112233445566ff/tove@example.com`,
    },
    {
      type: "AssumedRole",
      sso: { permissionSet: "View_Only", user: "tove@example.com" },
      display: "tove@example.com (SSO, View_Only)",
    },
  ],
  ["root", { type: "Root", accountId: account }, { display: `root user in account ${account}` }],
  ["service", { type: "AWSService" }, { type: "AWSService", display: "AWS service of unknown name" }],
  ["account", { type: "AWSAccount", accountId: "345612789045" }, { type: "AWSAccount" }],
  [
    "anonymous",
    { type: "AWSAccount", accountId: "ANONYMOUS_PRINCIPAL", principalId: "" },
    { type: "Anonymous", display: "anonymous caller, without credentials" },
  ],
  [
    "SAML user",
    { type: "SAMLUser", userName: "kim", identityProvider: "idp.example.com" },
    {
      type: "SAMLUser",
      userName: "kim",
      identityProvider: "idp.example.com",
      display: "SAML user kim of idp.example.com",
    },
  ],
  [
    "web identity user",
    { type: "WebIdentityUser", identityProvider: "accounts.example.com" },
    {
      type: "WebIdentityUser",
      display: "web identity user of unknown name of accounts.example.com",
    },
  ],
  ["Identity Center user without an id", { type: "IdentityCenterUser" }, { type: "IdentityCenterUser" }],
  ["federated user without an ARN", { type: "FederatedUser" }, { type: "FederatedUser" }],
  [
    "CloudTrail's own Unknown",
    { type: "Unknown" },
    { type: "Unknown", reportedType: "Unknown", display: "unknown caller of type Unknown" },
  ],
  [
    "a future type with an ARN",
    { type: "Robot", arn: "arn:aws:iam::1:robot/r2" },
    { type: "Unknown", reportedType: "Robot", display: "arn:aws:iam::1:robot/r2" },
  ],
  ["none", undefined, { type: "Unknown", display: "unknown caller" }],
];

test.each(cases)("%s", (_, identity, expected) => {
  expect(actorOf(identity)).toMatchObject(expected);
});

test("a display has no control characters, which would forge lines in a mail", () => {
  const { display } = actorOf({ type: "IAMUser", userName: "a\nALERT: all is well\u001b[2K" });
  expect(display).toBe("IAM user a?ALERT: all is well?[2K");
});
