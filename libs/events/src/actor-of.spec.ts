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
    "role named by the session issuer alone",
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
    "SSO user, named by the session's ARN alone",
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
  [
    "role itself, without a session",
    { type: "Role", arn: `arn:aws:iam::${account}:role/ci/deploy`, accountId: account },
    {
      type: "Role",
      roleName: "deploy",
      roleArn: `arn:aws:iam::${account}:role/ci/deploy`,
      display: `role deploy in account ${account}`,
    },
  ],
  [
    "role of type Role, with the session's ARN",
    { type: "Role", arn: `arn:aws:sts::${account}:assumed-role/app/run`, accountId: account },
    {
      type: "Role",
      roleName: "app",
      sessionName: "run",
      display: `role app, session run in account ${account}`,
    },
  ],
  [
    "role in the ISO partition",
    { type: "AssumedRole", arn: `arn:aws-iso-b:sts::${account}:assumed-role/app/run` },
    { type: "AssumedRole", roleName: "app", sessionName: "run" },
  ],
  [
    "root of an assumed session",
    { type: "Root", accountId: account, sessionContext: { assumedRoot: "true" } },
    { type: "Root", assumedRoot: true, display: `root user in account ${account}, by sts:AssumeRoot` },
  ],
  [
    "root that was not assumed",
    { type: "Root", accountId: account, sessionContext: { assumedRoot: "false" } },
    { display: `root user in account ${account}` },
  ],
  ["root", { type: "Root", accountId: account }, { display: `root user in account ${account}` }],
  ["service", { type: "AWSService" }, { type: "AWSService", display: "AWS service of unknown name" }],
  [
    "account",
    { type: "AWSAccount", accountId: "345612789045", principalId: "" },
    { type: "AWSAccount", display: "AWS account 345612789045" },
  ],
  [
    "account, with who in it",
    { type: "AWSAccount", accountId: "345612789045", principalId: "AROA1:deploy" },
    { principalId: "AROA1:deploy", display: "AWS account 345612789045 (AROA1:deploy)" },
  ],
  [
    "anonymous, as CloudTrail reports it since 2024",
    { type: "AWSAccount", accountId: "anonymous", principalId: "" },
    { type: "Anonymous", display: "anonymous caller, without credentials" },
  ],
  [
    "anonymous, without a type",
    { accountId: "anonymous" },
    { type: "Anonymous", display: "anonymous caller, without credentials" },
  ],
  [
    "an account that is not anonymous for its user's name",
    { type: "AWSAccount", accountId: "345612789045", principalId: "anonymous" },
    { type: "AWSAccount" },
  ],
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
    "directory user",
    { type: "Directory", userName: "ludo@example.com", accountId: account },
    {
      type: "Directory",
      userName: "ludo@example.com",
      display: `directory user ludo@example.com in account ${account}`,
    },
  ],
  [
    "directory user with an id alone",
    { type: "Directory", principalId: "d-1:ludo" },
    { display: "directory user d-1:ludo" },
  ],
  [
    "Unknown with a name",
    { type: "Unknown", userName: "ludo@example.com", principalId: "x", accountId: account },
    {
      type: "Unknown",
      userName: "ludo@example.com",
      display: `unknown caller ludo@example.com of type Unknown in account ${account}`,
    },
  ],
  [
    "Unknown with an id alone",
    { type: "Unknown", principalId: "x", userName: "" },
    { display: "unknown caller x of type Unknown" },
  ],
  [
    "Unknown with an ARN and a name that is not in it",
    { type: "Unknown", arn: "arn:aws:iam::1:robot/r2", userName: "Ludo" },
    { display: "arn:aws:iam::1:robot/r2 (Ludo)" },
  ],
  [
    "Unknown with an ARN that has the name",
    { type: "Unknown", arn: "arn:aws:iam::1:robot/r2", userName: "r2" },
    { display: "arn:aws:iam::1:robot/r2" },
  ],
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

const caller: UserIdentity = { type: "IAMUser", userName: "ilse", accountId: account };
const ilse = `IAM user ilse in account ${account}`;

describe("what else CloudTrail records of a caller", () => {
  test.each<[string, UserIdentity, Partial<Actor>]>([
    [
      "the service it came through",
      { invokedBy: "cloudformation.amazonaws.com" },
      { invokedBy: "cloudformation.amazonaws.com", display: `${ilse}, through cloudformation.amazonaws.com` },
    ],
    [
      "the product provider that access was delegated to",
      { invokedByDelegate: { accountId: "999988887777" } },
      {
        delegateAccountId: "999988887777",
        display: `${ilse}, used by account 999988887777, to which access was delegated`,
      },
    ],
    [
      "the source identity",
      { sessionContext: { sourceIdentity: "noor" } },
      { sourceIdentity: "noor", display: `${ilse}, source identity noor` },
    ],
    [
      "the Identity Center user it acts for",
      { onBehalfOf: { userId: "u-1", identityStoreArn: "arn:aws:identitystore::1:identitystore/d-1" } },
      {
        onBehalfOf: { userId: "u-1", identityStoreArn: "arn:aws:identitystore::1:identitystore/d-1" },
        display: `${ilse}, on behalf of Identity Center user u-1`,
      },
    ],
    [
      "what its credentials were issued to",
      { inScopeOf: { issuerType: "AWS::Lambda::Function", credentialsIssuedTo: "arn:aws:lambda:f" } },
      {
        inScopeOf: { issuerType: "AWS::Lambda::Function", credentialsIssuedTo: "arn:aws:lambda:f" },
        display: `${ilse}, with credentials of arn:aws:lambda:f`,
      },
    ],
    ["its unique id", { principalId: "AIDA1" }, { principalId: "AIDA1", display: ilse }],
    [
      "all of it, in one order",
      {
        invokedBy: "cloudformation.amazonaws.com",
        invokedByDelegate: { accountId: "999988887777" },
        sessionContext: { sourceIdentity: "noor" },
      },
      {
        display: `${ilse}, through cloudformation.amazonaws.com, used by account 999988887777, to which access was delegated, source identity noor`,
      },
    ],
  ])("%s", (_, more, expected) => {
    expect(actorOf({ ...caller, ...more })).toMatchObject(expected);
  });

  test("a user of Identity Center does not act on its own behalf", () => {
    const actor = actorOf({ type: "IdentityCenterUser", onBehalfOf: { userId: "u-1" } });
    expect(actor).toMatchObject({ userId: "u-1", display: "Identity Center user u-1" });
    expect(actor).not.toHaveProperty("onBehalfOf");
  });

  test("a service does not come through itself", () => {
    const actor = actorOf({ type: "AWSService", invokedBy: "config.amazonaws.com" });
    expect(actor.display).toBe("AWS service config.amazonaws.com");
    expect(actor).not.toHaveProperty("invokedBy");
  });

  test("nothing of it is there when CloudTrail records nothing", () => {
    expect(Object.keys(actorOf(caller)).sort()).toEqual(["accountId", "arn", "display", "type", "userName"]);
  });
});

test("a display has no control characters, which would forge lines in a mail", () => {
  const { display } = actorOf({ type: "IAMUser", userName: "a\nALERT: all is well\u001b[2K" });
  expect(display).toBe("IAM user a?ALERT: all is well?[2K");
});
