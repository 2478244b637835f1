import { allow, deny, FOREIGN, ORG, testRows } from "../../test/kinds";
import { BUCKET } from "../../test/sample";

const OWN = BUCKET.account;
const text = (policy: object, from: string, to: string) => ({
  policy: JSON.stringify(policy).replace(from, to),
});
const closed = { Version: "2012-10-17", Statement: [allow({}, { Principal: { AWS: OWN } })] };

describe("what a policy says twice is not known, in one case or in several", () => {
  testRows([
    ["an effect in two cases", [{ ...allow(), effect: "Deny" }], "private..public"],
    ["an effect in two cases, a Deny first", [{ effect: "Deny", ...allow() }], "private..public"],
    [
      "a principal in two cases",
      [{ ...allow({}, { Principal: { AWS: OWN } }), principal: "*" }],
      "private..public",
    ],
    [
      "an account in two cases of AWS",
      [allow({}, { Principal: { AWS: OWN, aws: FOREIGN } })],
      "private..public",
    ],
    [
      "everyone in two cases of AWS, denied",
      [allow(), deny({}, { Principal: { AWS: "*", aws: FOREIGN } })],
      "private..public",
    ],
    ["an action of a Deny in two cases", [allow(), { ...deny(), action: "s3:PutObject" }], "private..public"],
    [
      "a key in two cases within an operator",
      [allow({ StringEquals: { "aws:PrincipalAccount": OWN, "aws:principalaccount": FOREIGN } })],
      "private..public",
    ],
    [
      "a key of a Deny in two cases",
      [
        allow(),
        deny({ StringNotEquals: { "aws:PrincipalOrgID": ORG, "aws:principalorgid": "o-else5678wh" } }),
      ],
      "private..public",
    ],
    [
      "an operator in two cases",
      [
        allow({
          StringEquals: { "aws:PrincipalAccount": OWN },
          stringEquals: { "aws:PrincipalAccount": FOREIGN },
        }),
      ],
      "private..public",
    ],
    [
      "statements in two cases",
      [],
      "private..public",
      { policy: { Version: "2012-10-17", Statement: [], statement: [allow()] } },
    ],
    ["no statement twice", [], "private", text(closed, "", "")],
    [
      "an effect twice in the text",
      [],
      "private..public",
      text(closed, '"Effect":', '"Effect":"Deny","Effect":'),
    ],
    [
      "a name twice in the text, once with an escape",
      [],
      "private..public",
      text(closed, '"Effect":', String.raw`"\u0045ffect" :"Deny","Effect":`),
    ],
    [
      "statements twice in the text",
      [],
      "private..public",
      text(closed, '"Statement":', '"Statement":[],"Statement":'),
    ],
    [
      "a colon within a text is no name",
      [],
      "private",
      text(closed, '"Effect":', String.raw`"Sid":"a\":\"b","Effect":`),
    ],
  ]);
});
