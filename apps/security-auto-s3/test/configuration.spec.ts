import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { temporaryFolder } from "@security-auto/testing";
import { change } from "./change";
import { denyingAws } from "./denying-aws";
import { FOLDER, invokeBundle, NODES } from "./invoke-bundle";

const aws = denyingAws();
const folders = temporaryFolder();

/** The bundle with another configuration beside it, or none. */
function bundleWith(configuration: string | undefined): string {
  const folder = mkdtempSync(join(folders.path, "configured-"));
  cpSync(FOLDER, folder, { recursive: true });
  rmSync(join(folder, CONFIGURATION_FILE));
  if (configuration !== undefined) writeFileSync(join(folder, CONFIGURATION_FILE), configuration);
  return folder;
}

const ROLES = { role: "judge", readRole: "reader" };

describe.each(NODES)("the bundle under %s", (_name, node) => {
  test("judges by the configuration beside it", async () => {
    const invariants = [{ name: "owner-alone", exposure: "private" }];
    const folder = bundleWith(JSON.stringify({ ...ROLES, invariants }));
    const { warnings, response } = await invokeBundle(node, change, aws, folder);
    expect(warnings).toContainEqual(
      expect.objectContaining({ role: "arn:aws:iam::111122223333:role/judge" }),
    );
    expect(response).toMatchObject({ assessment: { invariants: [{ name: "owner-alone" }] } });
  });

  test.each<[name: string, configuration: string | undefined, message: RegExp]>([
    ["a missing file", undefined, /configuration\.json: cannot be read \(ENOENT\)/],
    ["no JSON", "{", /configuration\.json: no JSON/],
    ["a missing field", '{"readRole":"reader"}', /configuration\.json: role: a text/],
    [
      "a wrong field",
      JSON.stringify({ ...ROLES, invariants: [{ name: "a", exposure: "nobody" }] }),
      /configuration\.json: invariants\.0\.exposure: one of private/,
    ],
    [
      "a field that it does not know",
      JSON.stringify({ ...ROLES, invariant: [] }),
      /configuration\.json: Unrecognized key: \\"invariant\\"/,
    ],
  ])("%s fails the event after it has been logged, and is named", async (_what, configuration, message) => {
    const ended = invokeBundle(node, change, aws, bundleWith(configuration));
    await expect(ended).rejects.toMatchObject({
      stdout: expect.stringMatching(/^\{.*"message":"Lambda invocation event".*"event":\{/) as string,
      stderr: expect.stringMatching(message) as string,
    });
    expect(aws.calls).toEqual([]);
  });
});
