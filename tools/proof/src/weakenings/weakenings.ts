import type { Json } from "../stack/template-edit";
import { adding, changing, conditioned, setting, type Weakening } from "./weakening";

const ELSEWHERE = "999988887777";
const arn = (service: string, resource: string) => `arn:aws:${service}:us-west-2:${ELSEWHERE}:${resource}`;

const EVERYONE = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const DOCUMENT = { Version: "2012-10-17", Statement: [EVERYONE] };

const granting = (statement: Json) =>
  changing("central", "AWS::IAM::Role", (properties) => {
    const [policy] = properties["Policies"] as { PolicyDocument: { Statement: Json[] } }[];
    policy?.PolicyDocument.Statement.push(statement);
  });

const targeting = (target: Json) =>
  changing("central", "AWS::Events::Rule", (properties) => {
    (properties["Targets"] as Json[]).push({ Id: "Extra", ...target });
  });

const ACCOUNT_READS = /"s3:GetBucketAcl"/;
const ASSUME = /"sts:AssumeRole".*role\/|aws:PrincipalOrgID/;

/** Another operator for the keys of StringEquals that are like it, and another value. */
const compared =
  (like: RegExp, operator: string, value?: string) =>
  ({ StringEquals, ...others }: Json): Json => {
    const keys = Object.entries((StringEquals ?? {}) as Json);
    const changed = keys.filter(([key]) => like.test(key)).map(([key, was]) => [key, value ?? was] as const);
    const kept = keys.filter(([key]) => !like.test(key));
    return {
      ...others,
      ...(kept.length > 0 && { StringEquals: Object.fromEntries(kept) }),
      [operator]: Object.fromEntries(changed),
    };
  };

/** Each is made once, on the templates as they are, and has to be found. */
export const WEAKENINGS: readonly Weakening[] = [
  {
    name: "the log goes to another account by a subscription filter",
    edit: adding("central", "AWS::Logs::SubscriptionFilter", {
      LogGroupName: "/aws/lambda/security-auto-S3",
      FilterPattern: "",
      DestinationArn: arn("logs", "destination:theirs"),
    }),
    found: /AWS::Logs::SubscriptionFilter.*no resource of this type/,
  },
  {
    name: "another account may read the log by a resource policy of CloudWatch Logs",
    edit: adding("central", "AWS::Logs::ResourcePolicy", { PolicyDocument: JSON.stringify(DOCUMENT) }),
    found: /AWS::Logs::ResourcePolicy.*no resource of this type/,
  },
  {
    name: "the log group has a resource policy of its own",
    edit: setting("central", "AWS::Logs::LogGroup", { ResourcePolicyDocument: DOCUMENT }),
    found: /AWS::Logs::LogGroup.*ResourcePolicyDocument is not listed/,
  },
  ...(["central", "member"] as const).flatMap((template): readonly Weakening[] => [
    {
      name: `a user in the ${template} stack`,
      edit: adding(template, "AWS::IAM::User", { UserName: "convenience" }),
      found: /AWS::IAM::User.*no resource of this type/,
    },
    {
      name: `a role of the ${template} stack may be assumed for twelve hours`,
      edit: setting(template, "AWS::IAM::Role", { MaxSessionDuration: 43_200 }),
      found: /AWS::IAM::Role.*MaxSessionDuration is not listed/,
    },
    {
      name: `a role of the ${template} stack has a managed policy of AWS`,
      edit: setting(template, "AWS::IAM::Role", {
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
      }),
      found: /AWS::IAM::Role.*ManagedPolicyArns is not listed/,
    },
    {
      name: `a managed policy in the ${template} stack`,
      edit: adding(template, "AWS::IAM::ManagedPolicy", { PolicyDocument: DOCUMENT, Roles: [] }),
      found: /AWS::IAM::ManagedPolicy.*no resource of this type/,
    },
    {
      name: `a policy beside the roles of the ${template} stack`,
      edit: adding(template, "AWS::IAM::RolePolicy", { PolicyDocument: DOCUMENT, PolicyName: "more" }),
      found: /AWS::IAM::RolePolicy.*no resource of this type/,
    },
    {
      name: `the queue of the ${template} stack is not encrypted`,
      edit: setting(template, "AWS::SQS::Queue", { SqsManagedSseEnabled: false, KmsMasterKeyId: undefined }),
      found: /AWS::SQS::Queue.*SqsManagedSseEnabled is false/,
    },
    {
      name: `the encryption of the ${template} stack's queue is left to chance`,
      edit: changing(template, "AWS::SQS::Queue", (properties) => {
        delete properties["SqsManagedSseEnabled"];
        delete properties["KmsMasterKeyId"];
      }),
      found: /AWS::SQS::Queue.*SqsManagedSseEnabled or KmsMasterKeyId is missing/,
    },
    {
      name: `an inline policy of the ${template} stack's queue`,
      edit: adding(template, "AWS::SQS::QueueInlinePolicy", { Queue: "q", PolicyDocument: DOCUMENT }),
      found: /AWS::SQS::QueueInlinePolicy.*no resource of this type/,
    },
    {
      name: `a target of the ${template} stack's rule in another account`,
      edit: changing(template, "AWS::Events::Rule", (properties) => {
        const targets = properties["Targets"] as Json[];
        targets.push({ ...targets.at(-1), Id: "Extra", Arn: arn("events", "event-bus/theirs") });
      }),
      found: /AWS::Events::Rule.*Targets\[\]\.Arn is "arn:aws:events:us-west-2:999988887777/,
    },
    {
      name: `a macro writes the ${template} stack anew`,
      edit: (given, content) => {
        if (given === template) content["Transform"] = "Theirs";
      },
      found: /: Transform is not listed/,
    },
  ]),
  {
    name: "a layer of another account in the function",
    edit: setting("central", "AWS::Lambda::Function", { Layers: [arn("lambda", "layer:theirs:1")] }),
    found: /AWS::Lambda::Function.*Layers is not listed/,
  },
  {
    name: "the function's code from a bucket of another account",
    edit: changing("central", "AWS::Lambda::Function", (properties) => {
      Object.assign(properties["Code"] as Json, { S3Bucket: `cdk-hnb659fds-assets-${ELSEWHERE}-us-west-2` });
    }),
    found: /AWS::Lambda::Function.*Code\.S3Bucket is "cdk-hnb659fds-assets-999988887777/,
  },
  {
    name: "a variable has Node load other code first",
    edit: changing("central", "AWS::Lambda::Function", (properties) => {
      Object.assign((properties["Environment"] as { Variables: Json }).Variables, { NODE_OPTIONS: "-r x" });
    }),
    found: /Environment\.Variables\.NODE_OPTIONS is not listed/,
  },
  {
    name: "the function has an address on the internet",
    edit: adding("central", "AWS::Lambda::Url", { AuthType: "NONE", TargetFunctionArn: "security-auto-S3" }),
    found: /AWS::Lambda::Url.*no resource of this type/,
  },
  {
    name: "a queue of another account invokes the function",
    edit: adding("central", "AWS::Lambda::EventSourceMapping", {
      EventSourceArn: arn("sqs", "theirs"),
      FunctionName: "security-auto-S3",
    }),
    found: /AWS::Lambda::EventSourceMapping.*EventSourceArn is "arn:aws:sqs:us-west-2:999988887777/,
  },
  {
    name: "everyone may invoke the function",
    edit: adding("central", "AWS::Lambda::Permission", {
      Action: "lambda:InvokeFunction",
      Principal: "*",
      FunctionName: "security-auto-S3",
    }),
    found: /AWS::Lambda::Permission.*no resource of this type/,
  },
  {
    name: "what the function could not handle goes to another account",
    edit: setting("central", "AWS::Lambda::EventInvokeConfig", {
      DestinationConfig: { OnFailure: { Destination: arn("sqs", "theirs") } },
    }),
    found: /OnFailure\.Destination is "arn:aws:sqs:us-west-2:999988887777/,
  },
  {
    name: "the bus has its policy in a property of its own",
    edit: setting("central", "AWS::Events::EventBus", { Policy: DOCUMENT }),
    found: /AWS::Events::EventBus\).*Policy is not listed/,
  },
  {
    name: "an inline policy of the topic",
    edit: adding("central", "AWS::SNS::TopicInlinePolicy", { TopicArn: "t", PolicyDocument: DOCUMENT }),
    found: /AWS::SNS::TopicInlinePolicy.*no resource of this type/,
  },
  {
    name: "the topic also sends to a queue of another account",
    edit: setting("central", "AWS::SNS::Subscription", { Protocol: "sqs", Endpoint: arn("sqs", "theirs") }),
    found: /AWS::SNS::Subscription.*Protocol is "sqs"/,
  },
  {
    name: "the rule also sends to a topic of another account",
    edit: targeting({ Arn: arn("sns", "theirs") }),
    found: /Targets\[\]\.Arn is "arn:aws:sns:us-west-2:999988887777/,
  },
  {
    name: "the rule also writes to the failure queue, where an alarm means a failure",
    edit: targeting({ Arn: "arn:aws:sqs:us-west-2:111122223333:security-auto-failures" }),
    found: /Targets\[\]\.Arn is "arn:aws:sqs/,
  },
  {
    name: "a role may use every key",
    edit: granting({ Effect: "Allow", Action: "kms:Decrypt", Resource: "*" }),
    found: /not judged: role .*kms:Decrypt/,
  },
  {
    name: "a role may manage network interfaces that no VPC asks for",
    edit: granting({ Effect: "Allow", Action: ["ec2:CreateNetworkInterface"], Resource: "*" }),
    found: /not judged: role .*ec2:CreateNetworkInterface/,
  },
  {
    name: "roles and bus of any organization: StringLike o-*",
    edit: conditioned("central", ASSUME, compared(/OrgID/, "StringLike", "o-*")),
    found: /not refused: .*events:PutEvents.*organization/,
  },
  {
    name: "the function's role may be taken to any organization: StringLike o-*",
    edit: conditioned("central", ASSUME, compared(/OrgID/, "StringLike", "o-*")),
    found: /not refused: role .*sts:AssumeRole.*organization/,
  },
  {
    name: "any organization may assume the member's role: StringLike o-*",
    edit: conditioned("member", ASSUME, compared(/OrgID/, "StringLike", "o-*")),
    found: /not refused: trust of role .*organization/,
  },
  ...(["central", "member"] as const).flatMap((template) =>
    ["StringEqualsIfExists", "ForAllValues:StringEquals"].map((operator): Weakening => ({
      name: `the ${template} stack's reads in an account that AWS does not name: ${operator}`,
      edit: conditioned(template, ACCOUNT_READS, compared(/ResourceAccount/, operator)),
      found: /not refused: role .*s3:GetBucketAcl.*an account that AWS does not name/,
    })),
  ),
  {
    name: "a property that is another one in another deployment",
    edit: setting("member", "AWS::Events::Rule", { Description: { Ref: "HomeRegion" } }),
    found: /Description depends on the parameter HomeRegion/,
  },
  {
    name: "a role that is made in other regions only",
    edit: adding(
      "member",
      "AWS::IAM::Role",
      { AssumeRolePolicyDocument: DOCUMENT },
      { Condition: "IsElsewhere" },
    ),
    found: /Added \(AWS::IAM::Role\): Condition is "IsElsewhere"|cannot be read: .*IsElsewhere/,
  },
];
