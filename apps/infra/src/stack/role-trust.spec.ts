import type { NamedPolicy, RequestPrincipal } from "@security-auto/iam-evaluator";
import { ANYTHING, OPEN_TRUST, type Row, service, session, table } from "../../test/access-table";
import { Deployed } from "../../test/deployed";
import { ENFORCED, memberTemplateOf, templateOf } from "../../test/synthesized";

const CENTRAL = { account: "111122223333", region: "us-west-2" };
const MEMBER = { account: "444455556666", region: "us-east-1" };
const STRANGER = "777788889999";

const central = new Deployed(templateOf(ENFORCED), CENTRAL, {
  AlertsTopic: "arn:aws:sns:us-west-2:111122223333:security-alerts",
});
const member = new Deployed(memberTemplateOf(ENFORCED), MEMBER);

type Context = NonNullable<Row["context"]>;

/** Somebody, and what he may do; of a service nothing is asked. */
interface Named {
  readonly principal: RequestPrincipal;
  readonly identity: NamedPolicy;
}

/** Whom a role trusts, and in what circumstances. */
interface Trusted extends Named {
  readonly deployed: Deployed;
  readonly account: string;
  readonly context: Context;
  /** Others that are trusted as it is. Default: nobody. */
  readonly alsoTrusted?: readonly Named[];
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

/** A role of a member account that one function's role, or several, may assume. */
function trustedFunctions(name: string, [first, ...others]: readonly [string, ...string[]]): Trusted {
  const roleArn = `arn:aws:iam::${MEMBER.account}:role/${name}`;
  const named = (role: string): Named => ({
    principal: session(CENTRAL.account, role, "security-auto-S3"),
    identity: central.role(role).permissions,
  });
  return {
    deployed: member,
    account: MEMBER.account,
    ...named(first),
    alsoTrusted: others.map(named),
    context: INSIDE,
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
        resource: `${roleArn}-2`,
        resourcePolicy: OPEN_TRUST,
      },
    ],
  };
}

/** A function's own role. */
const TRUSTED_LAMBDA: Trusted = {
  deployed: central,
  account: CENTRAL.account,
  principal: service("lambda"),
  context: { "aws:SourceAccount": CENTRAL.account },
  identity: ANYTHING,
  refused: [],
};

/** Every role of both templates. One that is missing here fails the first test. */
const ROLES: Readonly<Record<string, Trusted>> = {
  "lambda-slaw-s3": TRUSTED_LAMBDA,
  "security-auto-findings": TRUSTED_LAMBDA,
  "security-auto-S3-restrict": TRUSTED_LAMBDA,
  "security-auto-findings-invoke": trustedRule(
    central,
    CENTRAL.account,
    "arn:aws:events:us-west-2:111122223333:rule/security-auto/S3-bucket-assessed",
  ),
  "security-auto-findings-remediation": trustedRule(
    central,
    CENTRAL.account,
    "arn:aws:events:us-west-2:111122223333:rule/security-auto/S3-remediation-changed",
  ),
  "security-auto-S3-invoke": trustedRule(
    central,
    CENTRAL.account,
    "arn:aws:events:us-west-2:111122223333:rule/SecurityAutomation/S3-security-remediations",
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
  "security-auto-s3-read": trustedFunctions("security-auto-s3-read", [
    "lambda-slaw-s3",
    "security-auto-S3-restrict",
  ]),
  "security-auto-s3-restrict": trustedFunctions("security-auto-s3-restrict", ["security-auto-S3-restrict"]),
  // Of the security account itself: both sides are in one account.
  "security-auto-s3-restrict-own": {
    deployed: central,
    account: CENTRAL.account,
    principal: session(CENTRAL.account, "security-auto-S3-restrict", "security-auto-S3"),
    context: INSIDE,
    identity: central.role("security-auto-S3-restrict").permissions,
    refused: [
      { who: "the function, without a word of its organization", context: {} },
      {
        who: "the function, when its account left the organization",
        context: { ...INSIDE, "aws:PrincipalOrgID": "o-exampleorg2" },
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
  const { deployed, account, principal, context, identity, refused, alsoTrusted = [] } = trusted;
  const insiders = [principal, ...alsoTrusted.map((one) => one.principal)].map(whoIs);
  const others = EVERYBODY.filter(([, other]) => !insiders.includes(whoIs(other)));
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
        ...alsoTrusted.map((one): Row => ({ who: `trusted too: ${whoIs(one.principal)}`, ...one })),
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
