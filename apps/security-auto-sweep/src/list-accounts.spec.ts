import { OrganizationsClient } from "@aws-sdk/client-organizations";
import { type FakeAws, startFakeAws } from "@security-auto/testing";
import { listAccounts } from "./list-accounts";

const PAGES = [
  {
    Accounts: [
      { Id: "111122223333", State: "ACTIVE" },
      { Id: "444455556666", State: "SUSPENDED" },
    ],
    NextToken: "more",
  },
  // As Organizations answered before it had states.
  {
    Accounts: [
      { Id: "777788889999", Status: "ACTIVE" },
      { Id: "999900001111", Status: "PENDING_CLOSURE" },
    ],
  },
];

let aws: FakeAws;
let asked: string[] = [];
beforeEach(async () => {
  asked = [];
  aws = await startFakeAws(({ body }) => {
    asked.push(body);
    return { status: 200, body: JSON.stringify(PAGES[asked.length - 1]) };
  });
});
afterEach(() => aws.close());

test("every page is read, and accounts that are not active are told apart", async () => {
  const client = new OrganizationsClient({
    region: "us-west-2",
    endpoint: aws.url,
    credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
  });
  const accounts = await listAccounts(client, new AbortController().signal);
  client.destroy();
  expect(accounts).toEqual({
    active: ["111122223333", "777788889999"],
    suspended: ["444455556666", "999900001111"],
  });
  expect(asked.map((body) => (JSON.parse(body) as { NextToken?: string }).NextToken)).toEqual([
    undefined,
    "more",
  ]);
});
