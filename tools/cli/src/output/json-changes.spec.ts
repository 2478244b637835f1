import { jsonChanges } from "./json-changes";
import { rendered } from "./text";

const ALLOW = { Sid: "Partner", Effect: "Allow", Principal: { AWS: "999988887777" } };
const DENY = { Sid: "SecurityAutoOrganizationOnly", Effect: "Deny", Principal: "*" };
const policyOf = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });

const linesOf = (before: string | null, after: string | null) =>
  jsonChanges(before, after).map((line) => rendered(line, false));

test("a statement that is appended, with what stands around it", () => {
  expect(linesOf(policyOf(ALLOW), policyOf(ALLOW, DENY))).toEqual([
    "  ...",
    '        "Principal": {',
    '          "AWS": "999988887777"',
    "        }",
    "+     },",
    "+     {",
    '+       "Sid": "SecurityAutoOrganizationOnly",',
    '+       "Effect": "Deny",',
    '+       "Principal": "*"',
    "      }",
    "    ]",
    "  }",
  ]);
});

test("all of a policy that was not there before", () => {
  const lines = linesOf(null, policyOf(DENY));
  expect(lines.length).toBe(10);
  expect(lines.every((line) => line.startsWith("+ "))).toBe(true);
});

test("nothing where nothing changes but spaces", () => {
  expect(linesOf(policyOf(ALLOW), JSON.stringify(JSON.parse(policyOf(ALLOW)), null, 8))).toEqual(["  ..."]);
});

test("what is no JSON is shown as it is", () => {
  expect(linesOf("{", "{\u001b[31m")).toEqual(["- {", "+ {\\u001b[31m"]);
});
