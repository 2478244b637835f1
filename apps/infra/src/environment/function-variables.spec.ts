import * as z from "zod";
import { environmentOf, type Settings, templateOf } from "../../test/synthesized";
import { bytesOf, functionVariables, MOST_BYTES } from "./function-variables";

const INVARIANTS = [{ name: "nothing-public", exposure: "external" }];

const lambdas = z.record(
  z.string(),
  z.object({
    Properties: z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) }),
  }),
);

/** What the function in the template of these settings is told. */
function variablesIn(settings: Settings): Readonly<Record<string, string>> {
  const [lambda] = Object.values(lambdas.parse(templateOf(settings).findResources("AWS::Lambda::Function")));
  return lambda?.Properties.Environment.Variables ?? {};
}

test("the function is told the role to assume, the organization, and the invariants", () => {
  const variables = variablesIn({
    organizationAccounts: ["444455556666", "111122223333"],
    invariants: INVARIANTS,
    names: { readRole: "reader" },
  });
  expect(variables["SECURITY_AUTO_ROLE"]).toBe("lambda-slaw-s3");
  expect(variables["SECURITY_AUTO_READ_ROLE"]).toBe("reader");
  expect(JSON.parse(variables["SECURITY_AUTO_ORGANIZATION"] ?? "")).toEqual({
    id: "o-exampleorg1",
    accounts: ["111122223333", "444455556666"],
  });
  expect(JSON.parse(variables["SECURITY_AUTO_INVARIANTS"] ?? "")).toEqual(INVARIANTS);
});

test("only a list that is declared complete makes other accounts outsiders", () => {
  const organizationOf = (settings: Settings): unknown =>
    JSON.parse(variablesIn(settings)["SECURITY_AUTO_ORGANIZATION"] ?? "");
  const organizationAccounts = ["444455556666"];
  const accounts = ["111122223333", ...organizationAccounts];
  expect(organizationOf({ organizationAccounts })).toEqual({ id: "o-exampleorg1", accounts });
  expect(organizationOf({ organizationAccounts, organizationAccountsComplete: true })).toEqual({
    id: "o-exampleorg1",
    accounts,
    accountsComplete: true,
  });
});

test("without invariants it is left to its own", () => {
  expect(variablesIn({})).not.toHaveProperty("SECURITY_AUTO_INVARIANTS");
});

test("what they may take leaves room for what the function's construct adds, however long its name", () => {
  const settings = { functions: { s3: { functionName: "f".repeat(64), logLevel: "DEBUG" } } };
  const added = bytesOf(variablesIn(settings)) - bytesOf(functionVariables(environmentOf(settings)));
  expect(MOST_BYTES + added).toBeLessThanOrEqual(4096);
});
