import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { commandServed, ROOT } from "./command";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

const folder = temporaryFolder();

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>
  >;
}

/** A workspace whose function also hands the record of each success to the central bus, as a destination. */
function workspaceWithDestination(): string {
  const root = join(folder.path, "workspace");
  const assembly = join(root, "dist/apps/infra/cdk.out");
  mkdirSync(assembly, { recursive: true });
  cpSync(join(ROOT, "dist/apps/infra"), join(root, "dist/apps/infra"), { recursive: true });
  const [name = ""] = readdirSync(assembly).filter((file) => file.endsWith(".template.json"));
  const template = JSON.parse(readFileSync(join(assembly, name), "utf8")) as Template;
  const resources = Object.entries(template.Resources);
  const find = (type: string, property: string, value: unknown) => {
    const found = resources.find(
      ([, { Type, Properties }]) => Type === type && (value === undefined || Properties[property] === value),
    );
    if (found === undefined) throw new Error(`no ${type}`);
    return found;
  };
  const [bus] = find("AWS::Events::EventBus", "Name", "SecurityAutomation");
  const [, invocation] = find("AWS::Lambda::EventInvokeConfig", "", undefined);
  const [, role] = find("AWS::IAM::Role", "RoleName", "lambda-slaw-s3");
  invocation.Properties["DestinationConfig"] = {
    ...(invocation.Properties["DestinationConfig"] as object),
    OnSuccess: { Destination: { "Fn::GetAtt": [bus, "Arn"] } },
  };
  const statement = { Effect: "Allow", Action: "events:PutEvents", Resource: "*" };
  role.Properties["Policies"] = [
    ...(role.Properties["Policies"] as readonly object[]),
    { PolicyName: "destination", PolicyDocument: { Version: "2012-10-17", Statement: [statement] } },
  ];
  writeFileSync(join(assembly, name), JSON.stringify(template));
  return root;
}

test("replay --json: the events that an event sets off stand in its line, in the form of a line", async () => {
  const sample = join(ROOT, "tools/cli/samples/public-policy.json");
  const { status, stderr, lines } = await commandServed(
    ["replay", "--json", sample],
    {},
    workspaceWithDestination(),
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(lines).toHaveLength(1);
  const { followUps, ...line } = JSON.parse(lines[0] ?? "") as { readonly followUps: readonly object[] };
  expect(line).toMatchObject({ event: { name: "PutBucketPolicy" } });
  const record = followUps.find(
    (each) => "event" in each && JSON.stringify(each.event).includes("Lambda Function Invocation Result"),
  );
  expect(record).toMatchObject({
    event: { name: null, detailType: "Lambda Function Invocation Result - Success" },
    matched: [],
    lost: [],
    followUps: [],
  });
  expect(Object.keys(record ?? {}).sort()).toEqual(Object.keys({ ...line, followUps }).sort());
});
