import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { invokeFunction } from "@security-auto/policies";
import { temporaryFolder } from "@security-auto/testing";
import { RemovalPolicy, Stage } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { QUEUE_ARN, testStack } from "../test/test-stack";
import { SecurityFunction, type SecurityFunctionProps } from "./security-function";

const folder = temporaryFolder();

const PROPS: SecurityFunctionProps = {
  functionName: "watch",
  description: "Watches",
  codePath: join(__dirname, "..", "test", "bundle"),
  role: { roleName: "watch-role", policyName: "watch-policy" },
  permissions: [],
  failureQueueArn: QUEUE_ARN,
  architecture: "arm64",
  memoryMb: 128,
  timeoutSeconds: 3,
  retryAttempts: 1,
  maxEventAgeSeconds: 60,
  logLevel: "INFO",
  logRetentionDays: 7,
  removalPolicy: RemovalPolicy.DESTROY,
};

function templateWith(props: Partial<SecurityFunctionProps> = {}): Template {
  const stack = testStack();
  new SecurityFunction(stack, "Function", { ...PROPS, ...props });
  return Template.fromStack(stack);
}

/** Asserts the statements of the function's role, all and in order. */
function mayOnly(template: Template, statements: readonly unknown[]): void {
  template.hasResourceProperties("AWS::IAM::Role", {
    ManagedPolicyArns: Match.absent(),
    Policies: [
      { PolicyName: "watch-policy", PolicyDocument: { Version: "2012-10-17", Statement: statements } },
    ],
  });
}

const LOGS = {
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: "arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/watch:*",
};
const SEND = { Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE_ARN };

test("without permissions of its own it may log, and send what failed to the dead-letter queue", () => {
  mayOnly(templateWith(), [LOGS, SEND]);
});

describe("its asset", () => {
  function assetWith(configuration: object): string {
    const stack = testStack();
    new SecurityFunction(stack, "Function", { ...PROPS, configuration });
    const directory = Stage.of(stack)?.synth().directory ?? "";
    const [asset = ""] = readdirSync(directory).filter((entry) => entry.startsWith("asset."));
    return join(directory, asset);
  }

  test("is the bundle without source maps, and the configuration beside it", () => {
    const asset = assetWith({ role: "watch-role", accounts: ["111122223333"] });
    expect(readdirSync(asset).sort()).toEqual(["configuration.json", "index.mjs"]);
    expect(readFileSync(join(asset, "configuration.json"), "utf8")).toBe(
      '{"role":"watch-role","accounts":["111122223333"]}\n',
    );
  });

  test("has no configuration where none is given, also none that lies in the bundle", () => {
    const stack = testStack();
    const { path: bundle } = folder;
    writeFileSync(join(bundle, "index.mjs"), "export const handler = () => Promise.resolve();\n");
    writeFileSync(join(bundle, "configuration.json"), "{}");
    new SecurityFunction(stack, "Function", { ...PROPS, codePath: bundle });
    const directory = Stage.of(stack)?.synth().directory ?? "";
    const [asset = ""] = readdirSync(directory).filter((entry) => entry.startsWith("asset."));
    expect(readdirSync(join(directory, asset))).toEqual(["index.mjs"]);
  });

  test("can be read by Lambda, whoever synthesizes it", () => {
    const before = process.umask(0o077);
    try {
      const asset = assetWith({ role: "careful" });
      const modes = readdirSync(asset).map((file) => statSync(join(asset, file)).mode & 0o777);
      expect(modes).toEqual([0o644, 0o644]);
    } finally {
      process.umask(before);
    }
  });

  test("changes with the configuration only", () => {
    const [one, other, same] = ["a", "b", "a"].map((role) => basename(assetWith({ role })));
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});

test("its own permissions come on top", () => {
  const other = "arn:aws:lambda:us-west-2:111122223333:function:other";
  mayOnly(templateWith({ permissions: [{ statement: invokeFunction({ functionArn: other }) }] }), [
    LOGS,
    SEND,
    { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: other },
  ]);
});

test("an encrypted failure queue takes the key, through SQS only", () => {
  const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  mayOnly(templateWith({ kmsKeyArn }), [
    LOGS,
    SEND,
    {
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: kmsKeyArn,
      Condition: { StringEquals: { "kms:ViaService": "sqs.us-west-2.amazonaws.com" } },
    },
  ]);
});

test("only Lambda may assume its role, and nobody may invoke it", () => {
  const template = templateWith();
  template.resourceCountIs("AWS::Lambda::Permission", 0);
  template.hasResourceProperties("AWS::IAM::Role", {
    AssumeRolePolicyDocument: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    },
  });
});

test("its name is its log group's, which is kept as long as said and no longer", () => {
  templateWith().hasResource("AWS::Logs::LogGroup", {
    Properties: { LogGroupName: "/aws/lambda/watch", RetentionInDays: 7 },
    DeletionPolicy: "Delete",
  });
});

test("the asset does not change with a source map", () => {
  const key = (codePath: string): unknown =>
    Object.values(templateWith({ codePath }).findResources("AWS::Lambda::Function"))[0]?.["Properties"];
  expect(JSON.stringify(key(PROPS.codePath))).toBe(
    JSON.stringify(key(join(__dirname, "..", "test", "bundle-with-another-map"))),
  );
});
