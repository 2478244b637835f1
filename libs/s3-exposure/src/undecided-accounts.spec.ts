import { absent, type BucketFacts, failed, parseBucketPolicy, present } from ".";
import { undecidedAccounts } from "./undecided-accounts";

const OWN = "111122223333";
const [ONE, TWO, THREE] = ["999900001111", "999900002222", "999900003333"];

function facts(statement: object, more: Partial<BucketFacts> = {}): BucketFacts {
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:*", ...statement }] };
  return {
    name: "ledger",
    accountId: OWN,
    organization: { id: "o-exampleorg1", accounts: [OWN] },
    facets: {
      policy: present(parseBucketPolicy(policy)),
      acl: absent,
      tags: absent,
      location: present("us-west-2"),
      publicAccessBlock: absent,
      accountPublicAccessBlock: failed("not asked"),
      ownership: absent,
    },
    ...more,
  };
}

const of = (AWS: readonly string[], Condition?: object) => ({
  Principal: { AWS },
  Resource: "arn:aws:s3:::ledger/*",
  ...(Condition && { Condition }),
});

test.each<[string, BucketFacts, readonly string[]]>([
  [
    "accounts, roles and users",
    facts(of([ONE, `arn:aws:iam::${TWO}:role/reader`, `arn:aws:iam::${THREE}:root`])),
    [ONE, TWO, THREE],
  ],
  [
    "accounts of conditions",
    facts(of(["*"], { StringEquals: { "aws:PrincipalAccount": [ONE], "aws:SourceAccount": TWO } })),
    [ONE, TWO],
  ],
  [
    "sources by ARN",
    facts(of(["*"], { ArnLike: { "aws:SourceArn": `arn:aws:sns:us-west-2:${ONE}:t` } })),
    [ONE],
  ],
  ["none that is known", facts(of([OWN, ONE, TWO]), { knownExternalAccounts: [TWO] }), [ONE]],
  [
    "none where the list of accounts is complete",
    facts(of([ONE]), { organization: { id: "o-exampleorg1", accounts: [OWN], accountsComplete: true } }),
    [],
  ],
  ["none where the organization is not known", facts(of([ONE]), { organization: undefined }), []],
])("the accounts that are undecided are %s", (_what, given, accounts) => {
  expect(undecidedAccounts(given)).toEqual(accounts);
});
