import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_FILE } from "@security-auto/handler";
import { appOf, type Settings, templateOf } from "../../../test/synthesized";

const INVARIANTS = [{ name: "nothing-public", exposure: "external" }];

/** The configuration in the function's asset, as text, with the asset's name, which is the hash of what is in it. */
function synthesized(settings: Settings): { readonly asset: string; readonly text: string } {
  const { directory } = appOf(settings).synth();
  const [asset = ""] = readdirSync(directory).filter((entry) => entry.startsWith("asset."));
  return { asset, text: readFileSync(join(directory, asset, CONFIGURATION_FILE), "utf8") };
}

const configurationIn = (settings: Settings): unknown => JSON.parse(synthesized(settings).text);

test("the function is configured with the role to assume, the organization, and the invariants", () => {
  const settings = {
    organizationAccounts: ["444455556666", "111122223333"],
    invariants: INVARIANTS,
    names: { readRole: "reader" },
  };
  expect(configurationIn(settings)).toEqual({
    role: "lambda-slaw-s3",
    readRole: "reader",
    privateBus: "security-auto",
    organization: { id: "o-exampleorg1", accounts: ["111122223333", "444455556666"] },
    invariants: INVARIANTS,
  });
});

test("the function that judges is not told what is done about a violation", () => {
  const settings = { invariants: INVARIANTS.map((one) => ({ ...one, respond: { mode: "observe" } })) };
  expect(configurationIn(settings)).toMatchObject({ invariants: INVARIANTS });
});

test("only a list that is declared complete makes other accounts outsiders", () => {
  const organizationAccounts = ["444455556666"];
  const accounts = ["111122223333", ...organizationAccounts];
  expect(configurationIn({ organizationAccounts })).toHaveProperty("organization", {
    id: "o-exampleorg1",
    accounts,
  });
  expect(configurationIn({ organizationAccounts, organizationAccountsComplete: true })).toHaveProperty(
    "organization",
    { id: "o-exampleorg1", accounts, accountsComplete: true },
  );
});

test("Organizations is asked with its switch only, and not where all accounts are known", () => {
  const lookup = { organization: { lookup: true } };
  expect(configurationIn({})).not.toHaveProperty("lookup");
  expect(configurationIn(lookup)).toHaveProperty("lookup", true);
  const all = { organizationAccounts: ["444455556666"], organizationAccountsComplete: true };
  expect(configurationIn({ ...lookup, ...all })).not.toHaveProperty("lookup");
});

test("the role may ask about accounts of the organization with the same switch only", () => {
  const statement = {
    Effect: "Allow",
    Action: "organizations:DescribeAccount",
    Resource: "arn:aws:organizations::*:account/o-exampleorg1/*",
  };
  const policies = (settings: Settings) =>
    JSON.stringify(templateOf(settings).findResources("AWS::IAM::Role"));
  expect(policies({ organization: { lookup: true } })).toContain(JSON.stringify(statement));
  expect(policies({})).not.toContain(statement.Action);
});

test("the bus that assessments are put on is there with its switch only", () => {
  expect(configurationIn({})).toHaveProperty("privateBus", "security-auto");
  expect(configurationIn({ privateBus: false })).not.toHaveProperty("privateBus");
});

test("without invariants it has none, and the function uses its default ones", () => {
  expect(configurationIn({})).not.toHaveProperty("invariants");
});

test("the same settings give the same bytes and the same asset, others another", () => {
  const settings = { invariants: INVARIANTS };
  expect(synthesized(settings)).toEqual(synthesized(settings));
  expect(synthesized({}).asset).not.toBe(synthesized(settings).asset);
});
