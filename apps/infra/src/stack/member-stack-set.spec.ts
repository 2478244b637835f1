import { Match } from "aws-cdk-lib/assertions";
import * as z from "zod";
import { appOf, memberTemplateOf, templateOf } from "../../test/synthesized";

const MEMBERS = {
  organizationalUnits: ["ou-ab12-cdef3456", "ou-ab12-cdef7890"],
  regions: ["us-west-2", "us-east-1"],
};

const stackSets = z.record(
  z.string(),
  z.looseObject({ Properties: z.looseObject({ TemplateBody: z.string() }) }),
);

function templateBody(settings: Record<string, unknown>): string {
  const [stackSet] = Object.values(
    stackSets.parse(templateOf(settings).findResources("AWS::CloudFormation::StackSet")),
  );
  return stackSet?.Properties.TemplateBody ?? "";
}

test("an account that has the stack and gets the member stack too has no name twice in a region", () => {
  const names = (text: string) =>
    [...text.matchAll(/"(?:Name|RoleName|QueueName)":("[^"]+"|\{"Fn::Join":\["",\[[^\]]+\]\]\})/g)]
      .map(([, name = ""]) =>
        name.replace('{"Fn::Join":["",["', '"').replace('",{"Ref":"AWS::Region"}]]}', 'us-west-2"'),
      )
      .filter((name) => name !== '"QueueName"');
  const central = names(JSON.stringify(templateOf({ members: MEMBERS }).toJSON()["Resources"]));
  const member = names(JSON.stringify(memberTemplateOf({ members: MEMBERS }).toJSON()["Resources"]));
  expect(member).toContain('"security-auto-s3-forward-us-west-2"');
  expect(member.filter((name) => central.includes(name))).toEqual([]);
});

test("without members in the environment there is none", () => {
  templateOf().resourceCountIs("AWS::CloudFormation::StackSet", 0);
});

test("it makes the member stack in every account of the units, in each region, but not in its own", () => {
  templateOf({ members: MEMBERS }).hasResourceProperties("AWS::CloudFormation::StackSet", {
    StackSetName: "security-auto-members",
    PermissionModel: "SERVICE_MANAGED",
    CallAs: "DELEGATED_ADMIN",
    Capabilities: ["CAPABILITY_NAMED_IAM"],
    StackInstancesGroup: [
      {
        DeploymentTargets: {
          OrganizationalUnitIds: MEMBERS.organizationalUnits,
          AccountFilterType: "DIFFERENCE",
          Accounts: ["111122223333"],
        },
        Regions: MEMBERS.regions,
      },
    ],
    AdministrationRoleARN: Match.absent(),
    ExecutionRoleName: Match.absent(),
  });
});

test("accounts that join are watched, and those that leave keep nothing", () => {
  templateOf({ members: MEMBERS }).hasResourceProperties("AWS::CloudFormation::StackSet", {
    AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
  });
});

test("one account that refuses does not hold up the others", () => {
  templateOf({ members: MEMBERS }).hasResourceProperties("AWS::CloudFormation::StackSet", {
    OperationPreferences: {
      RegionConcurrencyType: "PARALLEL",
      MaxConcurrentPercentage: 25,
      FailureTolerancePercentage: 100,
    },
  });
});

test("its template is the one for those who deploy it by hand", () => {
  expect(JSON.parse(templateBody({ members: MEMBERS }))).toEqual(
    memberTemplateOf({ members: MEMBERS }).toJSON(),
  );
  expect(Buffer.byteLength(templateBody({ members: MEMBERS }))).toBeLessThan(51_200);
});

test("it comes after the bus that the members send to, and its policy", () => {
  templateOf({ members: MEMBERS }).hasResource("AWS::CloudFormation::StackSet", {
    DependsOn: Match.arrayWith([
      Match.stringLikeRegexp("^CentralEventBus[0-9A-F]"),
      Match.stringLikeRegexp("^CentralEventBusOrganizationPolicy"),
    ]),
  });
});

test("from the management account it calls as itself", () => {
  templateOf({ members: { ...MEMBERS, callAs: "SELF" } }).hasResourceProperties(
    "AWS::CloudFormation::StackSet",
    { CallAs: "SELF" },
  );
});

test("a template that no stack set would take is refused, and says what to do", () => {
  const tags = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`tag-${index}`, "x".repeat(256)]),
  );
  const before = process.exitCode;
  const said = jest.spyOn(console, "error").mockImplementation();
  const written = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  let problem = "";
  try {
    appOf({ members: MEMBERS, tags }).synth();
  } catch (error) {
    problem = String(error);
  }
  problem += [...said.mock.calls, ...written.mock.calls].flat().join("\n");
  said.mockRestore();
  written.mockRestore();
  process.exitCode = before;
  expect(problem).toMatch(/template has \d+ bytes, a stack set takes 51200: use fewer tags/);
});
