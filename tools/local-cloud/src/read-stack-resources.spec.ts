import { removeAssemblies, writeAssembly } from "../test/assembly-folder";
import { removeMemberTemplates, writeMemberTemplate } from "../test/member-file";
import { pipeline } from "../test/pipeline";
import { readStackResources } from "./index";

afterAll(() => {
  removeAssemblies();
  removeMemberTemplates();
});

const resources = () =>
  readStackResources({
    assembly: writeAssembly({
      stack: { template: { Resources: pipeline() }, assets: { code: { "index.mjs": "" } } },
    }),
    members: [{ accountId: "444455556666", regions: ["us-east-1"], template: writeMemberTemplate() }],
  });

test.each([
  ["Rule", "arn:aws:events:us-west-2:111122223333:rule/central/changes"],
  ["Topic", "arn:aws:sns:us-west-2:111122223333:alerts"],
  ["FunctionRole", "arn:aws:iam::111122223333:role/function-role"],
  ["ForwardRole", "arn:aws:iam::444455556666:role/forward-us-east-1"],
  ["TopicPolicy", undefined],
])("%s has the ARN that it has once deployed", (id, arn) => {
  expect(resources().find(({ logicalId }) => logicalId === id)?.arn).toBe(arn);
});

test("references are resolved", () => {
  const rule = resources().find(({ logicalId }) => logicalId === "Rule");
  expect(rule?.property("Targets")).toMatchObject([
    { Arn: "arn:aws:sns:us-west-2:111122223333:alerts" },
    { RoleArn: "arn:aws:iam::111122223333:role/execution-role" },
  ]);
  expect(rule?.property("Description")).toBeUndefined();
});
