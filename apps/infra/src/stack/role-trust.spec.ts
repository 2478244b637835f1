import type { NamedPolicy, RequestPrincipal } from "@security-auto/iam-evaluator";
import { ANYTHING, OPEN_TRUST, type Row, service, session, table } from "../../test/access-table";
import { Deployed } from "../../test/deployed";
import { memberTemplateOf, templateOf } from "../../test/synthesized";

const CENTRAL = { account: "111122223333", region: "us-west-2" };
const MEMBER = { account: "444455556666", region: "us-east-1" };
const STRANGER = "777788889999";

const central = new Deployed(templateOf(), CENTRAL, {
  AlertsTopic: "arn:aws:sns:us-west-2:111122223333:security-alerts",
});
const member = new Deployed(memberTemplateOf(), MEMBER);

type Context = NonNullable<Row["context"]>;

/** Whom a role trusts, and in what circumstances. */
interface Trusted {
  readonly deployed: Deployed;
  readonly account: string;
  readonly principal: RequestPrincipal;
  readonly context: Context;
  /** Of whoever asks; a service has none. */
  readonly identity: NamedPolicy;
  /** The trusted one in other circumstances, which are not good enough. */
  readonly refused: readonly Row[];
}

/** A role that EventBridge assumes for one rule. */
function trustedRule(deployed: Deployed, account: string, ruleArn: string): Trusted {
  const context = { "aws:SourceArn": ruleArn, "aws:SourceAccount": account };
  const other = (who: string, changed: Context): Row => ({
    who: `EventBridge, for ${who}`,
    context: changed,
  });
  const [, name = ""] = /([^/]+)$/.exec(ruleArn) ?? [];
  const region = ruleArn.split(":")[3] ?? "";
  const arn = (changed: string): Context => ({ ...context, "aws:SourceArn": changed });
  return {
    deployed,
    account,
    principal: service("events"),
    context,
    identity: ANYTHING,
    refused: [
      other("no rule", {}),
      other("a rule unsaid", { "aws:SourceAccount": account }),
      other("an account unsaid", { "aws:SourceArn": ruleArn }),
      other("another rule", arn(`${ruleArn}-2`)),
      other("all rules", arn(ruleArn.replace(name, "*"))),
      other("the rule in another region", arn(ruleArn.replace(region, "eu-central-1"))),
      other("a rule of that name on another bus", arn(ruleArn.replace(/rule\/.*$/, `rule/another/${name}`))),
      other("the rule of another account", {
        "aws:SourceArn": ruleArn.replace(account, STRANGER),
        "aws:SourceAccount": STRANGER,
      }),
      other("the rule, in the name of another account", { ...context, "aws:SourceAccount": STRANGER }),
      other("a rule of another account, in this one's name", arn(ruleArn.replace(account, STRANGER))),
    ],
  };
}

const INSIDE = { "aws:PrincipalOrgID": "o-exampleorg1", "aws:ResourceOrgID": "o-exampleorg1" };
const READ_ROLE = "arn:aws:iam::444455556666:role/security-auto-s3-read";

/** Every role of both templates. One that is missing here fails the first test. */
const ROLES: Readonly<Record<string, Trusted>> = {
  "lambda-slaw-s3": {
    deployed: central,
    account: CENTRAL.account,
    principal: service("lambda"),
    context: { "aws:SourceAccount": CENTRAL.account },
    identity: ANYTHING,
    refused: [],
  },
  "security-auto-S3-invoke": trustedRule(
    central,
    CENTRAL.account,
    "arn:aws:events:us-west-2:111122223333:rule/SecurityAutomation/S3-security-remediations",
  ),
  "security-auto-S3-requests": trustedRule(
    central,
    CENTRAL.account,
    "arn:aws:events:us-west-2:111122223333:rule/security-auto/S3-assessment-requests",
  ),
  "security-alerts-publish": trustedRule(
    central,
    CENTRAL.account,
    "arn:aws:events:us-west-2:111122223333:rule/SecurityAutomation/S3-security-remediations",
  ),
  "security-auto-s3-forward-own-us-west-2": trustedRule(
    central,
    CENTRAL.account,
    "arn:aws:events:us-west-2:111122223333:rule/S3-security-forward-own",
  ),
  "security-auto-s3-forward-us-east-1": trustedRule(
    member,
    MEMBER.account,
    "arn:aws:events:us-east-1:444455556666:rule/S3-security-forward",
  ),
  "security-auto-s3-read": {
    deployed: member,
    account: MEMBER.account,
    principal: session(CENTRAL.account, "lambda-slaw-s3", "security-auto-S3"),
    context: INSIDE,
    identity: central.role("lambda-slaw-s3").permissions,
    refused: [
      { who: "the function, without a word of the organizations", context: {} },
      { who: "the function, its organization unsaid", context: { "aws:ResourceOrgID": "o-exampleorg1" } },
      {
        who: "the function, the member's organization unsaid",
        context: { "aws:PrincipalOrgID": "o-exampleorg1" },
      },
      {
        who: "the function, when its account left the organization",
        context: { ...INSIDE, "aws:PrincipalOrgID": "o-exampleorg2" },
        identity: ANYTHING,
      },
      {
        who: "the function, into another organization that trusts it",
        context: { ...INSIDE, "aws:ResourceOrgID": "o-exampleorg2" },
        resourcePolicy: OPEN_TRUST,
      },
      {
        who: "the function, into another role that trusts everybody",
        resource: `${READ_ROLE}-2`,
        resourcePolicy: OPEN_TRUST,
      },
    ],
  },
};

const SERVICES = [
  "lambda",
  "events",
  "ec2",
  "sns",
  "sqs",
  "s3",
  "cloudformation",
  "config",
  "scheduler",
  "pipes",
];

/** Everybody there is, each allowed everything by its own account. */
const EVERYBODY: readonly (readonly [who: string, principal: RequestPrincipal])[] = [
  ...SERVICES.map((name) => [`the service ${name}`, service(name)] as const),
  ["nobody in particular", { kind: "anonymous" }],
  ["somebody from GitHub", { kind: "federated", provider: "token.actions.githubusercontent.com" }],
  ...[CENTRAL.account, MEMBER.account, STRANGER].flatMap((account) => [
    [`an administrator of ${account}`, session(account, "admin", "me")] as const,
    [
      `the user admin of ${account}`,
      { kind: "aws", arn: `arn:aws:iam::${account}:user/admin`, accountId: account },
    ] as const,
    [
      `the root of ${account}`,
      { kind: "aws", arn: `arn:aws:iam::${account}:root`, accountId: account },
    ] as const,
    [`a role of the function's role's name in ${account}`, session(account, "lambda-slaw-s3", "me")] as const,
    [
      `a role of that name below a path in ${account}`,
      session(account, "path/lambda-slaw-s3", "me"),
    ] as const,
    [
      `a session called as the function in ${account}`,
      session(account, "other", "security-auto-S3"),
    ] as const,
  ]),
  ...Object.entries(ROLES).map(
    ([name, { account }]) => [`the role ${name}`, session(account, name, "security-auto-S3")] as const,
  ),
];

const whoIs = (principal: RequestPrincipal): string =>
  principal.kind === "aws" ? (principal.roleArn ?? principal.arn) : JSON.stringify(principal);

test("each role of each template has its table", () => {
  expect([...central.roleNames(), ...member.roleNames()].sort()).toEqual(Object.keys(ROLES).sort());
});

describe.each(Object.entries(ROLES))("who may assume the role %s", (name, trusted) => {
  const { deployed, account, principal, context, identity, refused } = trusted;
  const others = EVERYBODY.filter(([, other]) => whoIs(other) !== whoIs(principal));
  table(
    {
      principal,
      action: "sts:AssumeRole",
      resource: `arn:aws:iam::${account}:role/${name}`,
      context,
      identity,
      resourcePolicy: deployed.role(name).trust,
    },
    {
      allowed: [
        { who: `the trusted one: ${whoIs(principal)}` },
        // Trust names a role, whatever its session is called.
        ...(principal.kind === "aws"
          ? [
              {
                who: "the trusted one, in another session",
                principal: { ...principal, arn: `${principal.arn}-2` },
              },
            ]
          : []),
      ],
      denied: [
        ...refused,
        ...others.map(([who, other]): Row => ({ who, principal: other, identity: ANYTHING })),
        ...["sts:TagSession", "sts:SetSourceIdentity", "sts:AssumeRoleWithWebIdentity"].map(
          (action): Row => ({ who: `the trusted one, by ${action}`, action, identity: ANYTHING }),
        ),
      ],
    },
  );
});
