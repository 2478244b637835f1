import { type BucketFacts, describeBucket } from "@security-auto/s3-exposure";
import { describedBucket } from "./described";

const [OWN, MEMBER, UNNAMED, FOREIGN] = ["111122223333", "444455556666", "777788889999", "999988887777"];
const policyText = JSON.stringify({
  Statement: {
    Effect: "Allow",
    Principal: { AWS: [MEMBER, FOREIGN] },
    Action: "s3:GetObject",
    Resource: "arn:aws:s3:::ledger/*",
  },
});

function factsOf(more: object): BucketFacts {
  const described = describeBucket({ name: "ledger", account: OWN, policy: policyText, ...more });
  if (!described.success) throw new Error(JSON.stringify(described.error));
  return described.data;
}

const described = (more: object) => describedBucket({ facts: factsOf(more), policyText });

test("an organization all of whose accounts are known is left out, as the environment has it", () => {
  const organization = { id: "o-exampleorg1", accounts: [OWN, MEMBER] };
  expect(described({ organization })).toMatchObject({ organization: undefined, policy: policyText });
});

test("of another organization, those accounts are listed that the bucket's settings name, and those that are outside", () => {
  const organization = {
    id: "o-exampleorg1",
    accounts: [OWN, MEMBER, UNNAMED],
    accountsComplete: false,
  };
  expect(described({ organization, knownExternalAccounts: [FOREIGN] })).toMatchObject({
    organization: { ...organization, accounts: [OWN, MEMBER] },
    knownExternalAccounts: [FOREIGN],
  });
});
