import {
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { stopClouds } from "../../test/cloud";
import { CENTRAL } from "../../test/member-template";
import { allow, failureOf, HARBOR, LEDGER, startWith, STRANGER } from "../../test/services";
import type { LocalCloud } from "../index";

const MANAGEMENT = "555566667777";
const MANY = Array.from({ length: 40 }, (_, index) => `6000000000${String(10 + index)}`);

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startWith({
    organization: {
      id: "o-example",
      managementAccount: MANAGEMENT,
      delegatedAdministrators: [CENTRAL],
      accounts: [LEDGER, HARBOR, ...MANY],
    },
    accounts: [
      { id: HARBOR, name: "harbor", state: "SUSPENDED" },
      { id: LEDGER, state: "PENDING_CLOSURE" },
      { id: STRANGER, state: "ACTIVE" },
    ],
  });
});
afterAll(stopClouds);
afterEach(() => {
  cloud.setFaults([]);
});

const from = (accountId: string, policies?: readonly unknown[]) =>
  new OrganizationsClient({
    region: "us-east-1",
    endpoint: cloud.endpoints.organizations,
    credentials: cloud.credentials({
      accountId,
      userName: "ilse",
      ...(policies !== undefined && { policies }),
    }),
    maxAttempts: 1,
  });

const describeAccount = (AccountId: string, client = from(CENTRAL)) =>
  client.send(new DescribeAccountCommand({ AccountId }));

test.each([
  ["the management account", MANAGEMENT],
  ["a delegated administrator", CENTRAL],
])("%s lists the accounts of its organization by pages, with their states", async (_who, who) => {
  const accounts: object[] = [];
  let NextToken: string | undefined;
  do {
    const page = await from(who).send(
      new ListAccountsCommand({ ...(NextToken !== undefined && { NextToken }) }),
    );
    expect(page.Accounts?.length).toBeLessThanOrEqual(20);
    accounts.push(...(page.Accounts ?? []));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  const ids = [CENTRAL, MANAGEMENT, LEDGER, HARBOR, ...MANY].sort();
  expect(accounts.map((account) => "Id" in account && account.Id)).toEqual(ids);
  expect(accounts).toContainEqual(
    expect.objectContaining({ Id: HARBOR, Name: "harbor", State: "SUSPENDED" }),
  );
  expect(accounts).toContainEqual(expect.objectContaining({ Id: LEDGER, State: "PENDING_CLOSURE" }));
});

test("an account of the organization is described, another is not found", async () => {
  expect((await describeAccount(MANY[0] ?? "")).Account).toMatchObject({
    Arn: `arn:aws:organizations::${MANAGEMENT}:account/o-example/${MANY[0] ?? ""}`,
    State: "ACTIVE",
    JoinedTimestamp: expect.any(Date) as Date,
  });
  expect((await failureOf(describeAccount(STRANGER))).name).toBe("AccountNotFoundException");
});

test("other members may not ask for accounts, and see their organization", async () => {
  const member = from(HARBOR);
  expect((await failureOf(describeAccount(LEDGER, member))).name).toBe("AccessDeniedException");
  expect((await failureOf(member.send(new ListAccountsCommand({})))).name).toBe("AccessDeniedException");
  expect((await member.send(new DescribeOrganizationCommand({}))).Organization).toMatchObject({
    Id: "o-example",
    MasterAccountId: MANAGEMENT,
  });
});

test("an account of no organization has none", async () => {
  const failure = await failureOf(from(STRANGER).send(new DescribeOrganizationCommand({})));
  expect(failure.name).toBe("AWSOrganizationsNotInUseException");
});

test("IAM decides first, about the account that is described", async () => {
  const arn = `arn:aws:organizations::${MANAGEMENT}:account/o-example/${HARBOR}`;
  const client = from(CENTRAL, [allow("organizations:DescribeAccount", arn)]);
  await expect(describeAccount(HARBOR, client)).resolves.toBeDefined();
  expect((await failureOf(describeAccount(LEDGER, client))).name).toBe("AccessDeniedException");
  expect((await failureOf(client.send(new ListAccountsCommand({})))).name).toBe("AccessDeniedException");
});

test.each([
  ["AccessDenied", "AccessDeniedException"],
  ["SlowDown", "TooManyRequestsException"],
  ["ServiceUnavailable", "ServiceUnavailable"],
  ["InternalError", "ServiceException"],
] as const)("a fault %s is injected", async (kind, name) => {
  cloud.setFaults([{ service: "organizations", call: "DescribeAccount", times: 1, fault: { kind } }]);
  expect((await failureOf(describeAccount(HARBOR))).name).toBe(name);
  await expect(describeAccount(HARBOR)).resolves.toBeDefined();
});
