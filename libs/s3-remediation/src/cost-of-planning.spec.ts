import { storedBytes } from "@security-auto/s3-exposure";
import { allow, type Described, PARTNER, planFor, policyOf } from "../test/buckets";
import { inside } from "../test/plans";

const account = (index: number): string => String(444455000000 + index);

/** As many statements as S3 stores beside those that open the bucket. */
function filled(statement: (index: number) => Described): Described {
  const statements = [allow("Open", "*"), allow("Partner", { AWS: PARTNER })];
  const size = () => storedBytes(JSON.stringify(policyOf(...statements)));
  for (let index = 0; size() < 18_900; index++) statements.push(statement(index));
  return policyOf(...statements);
}

const wide = (index: number): Described => ({
  Effect: index % 4 === 0 ? "Allow" : "Deny",
  Principal: "*",
  Action: "s3:G*",
  Resource: "*",
  Condition: { StringLike: { "aws:PrincipalArn": `*a*${index}*b*` } },
});

const but = (index: number): Described => ({
  Effect: "Deny",
  Principal: { AWS: account(index) },
  Action: "s3:Get*",
  Resource: "*",
  Condition: { StringNotLike: { "aws:PrincipalArn": `*${index}*`, "aws:userid": `*:${index}*` } },
});

/** Several times what it takes on a busy machine; with a whole policy's bound for each statement it takes minutes. */
const MOST_SECONDS = 60;

test.each<[string, Described]>([
  ["Allows and Denies by patterns", filled((index) => wide(index * 2))],
  ["Allows, and Denies with exceptions", filled((index) => (index % 2 === 0 ? wide(index * 2) : but(index)))],
])(
  "planning ends, with a policy of 20 KB full of %s",
  (_, policy) => {
    const started = performance.now();
    planFor({ policy }, [{ name: "nothing-public", exposure: "external" }]);
    planFor({ policy }, inside());
    expect((performance.now() - started) / 1000).toBeLessThan(MOST_SECONDS);
  },
  120_000,
);
