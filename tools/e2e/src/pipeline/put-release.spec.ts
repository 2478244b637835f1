import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { putRelease } from "./put-release";

const folder = temporaryFolder();

const write = (path: string, content: object): string => {
  const file = join(folder.path, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const functionOf = (S3Key: string) => ({
  Type: "AWS::Lambda::Function",
  Properties: { FunctionName: "security-auto-S3", Code: { S3Key } },
});

test("the template is the release's, with the code of the present functions", () => {
  write("apps/infra/upgrade/example.template.json", {
    Description: "as released",
    Resources: { Judge: functionOf("then.zip"), Table: { Type: "AWS::DynamoDB::Table" } },
  });
  const file = write("cdk.out/stack.template.json", {
    Description: "present",
    Resources: { Judge: functionOf("now.zip"), Sweep: { Type: "AWS::SQS::Queue" } },
  });
  putRelease(folder.path, join(folder.path, "cdk.out"), "stack");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    Description: "as released",
    Resources: { Judge: functionOf("now.zip"), Table: { Type: "AWS::DynamoDB::Table" } },
  });
});
