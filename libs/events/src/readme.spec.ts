import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fixtureEvent } from "../test/fixtures";
import { describeEvent } from "../test/readme-example";

const root = join(__dirname, "..");

test("the README's example is a file that is compiled", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const example = readFileSync(join(root, "test", "readme-example.ts"), "utf8").replace(
    '"../src"',
    '"@security-auto/events"',
  );
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test.each([
  [
    "put-bucket-policy-public",
    "PutBucketPolicy on tidepool-brochures by IAM user mateusz in account 210987654321",
  ],
  [
    "put-account-public-access-block",
    "PutAccountPublicAccessBlock on account 345612789045 by tove@example.com (SSO, AdministratorAccess) in account 345612789045",
  ],
  [
    "put-bucket-policy-failed",
    "PutBucketPolicy on tidepool-payroll by IAM user mateusz in account 210987654321: AccessDenied",
  ],
  ["get-bucket-acl-read", 'nothing to do: "GetBucketAcl" only reads'],
  ["detail-is-text", "unusable: not an API call's event: detail: expected object, received string"],
])("it says of %s: %s", (name, line) => {
  expect(describeEvent(fixtureEvent(name))).toBe(line);
});
