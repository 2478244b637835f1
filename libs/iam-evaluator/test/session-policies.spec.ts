import type { Decision } from "../src";
import { type Actor, CAST } from "./cast";
import { allow, decide, deny, type Sides } from "./limits";

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session */
describe("session policies", () => {
  const OTHER = { Action: "s3:PutObject" };
  const ROLE = { Principal: { AWS: "arn:aws:iam::111122223333:role/lambda-slaw-s3" } };
  const SESSION = { Principal: { AWS: CAST.function.arn } };
  const CAROL = { Principal: { AWS: CAST.federatedUser.arn } };
  const EVERYONE = { Principal: "*" as const };

  test.each<[string, Actor, Sides, string]>([
    [
      "both the role and the session policy allow",
      "function",
      { identity: [allow("role")], session: [[allow("narrow")]] },
      "allowed: role",
    ],
    [
      "the session policy does not allow",
      "function",
      { identity: [allow("role")], session: [[allow("narrow", OTHER)]] },
      "implicitly denied",
    ],
    [
      "a session policy grants nothing that the role has not",
      "function",
      { identity: [allow("role", OTHER)], session: [[allow("wide", { Action: "*" })]] },
      "implicitly denied",
    ],
    [
      "of several session policies one is enough",
      "function",
      { identity: [allow("role")], session: [[allow("inline", OTHER)], [allow("managed")]] },
      "allowed: role",
    ],
    [
      "a Deny in any of them decides",
      "function",
      { identity: [allow("role")], session: [[allow("inline")], [deny("managed")]] },
      "explicitly denied: managed",
    ],
    ["none given limits nothing", "function", { identity: [allow("role")], session: [] }, "allowed: role"],
    [
      "a role without a session is limited like its sessions",
      "role",
      { identity: [allow("role")], session: [[allow("narrow", OTHER)]] },
      "implicitly denied",
    ],
    [
      "what the resource grants to the role is limited",
      "function",
      { resource: [allow("bucket", ROLE)], session: [[allow("narrow", OTHER)]] },
      "implicitly denied",
    ],
    [
      "what the resource grants to the role is kept where the session policy allows it too",
      "function",
      { resource: [allow("bucket", ROLE)], session: [[allow("narrow")]] },
      "allowed: bucket",
    ],
    [
      "what the resource grants to the session by name is not limited",
      "function",
      { resource: [allow("bucket", SESSION)], session: [[allow("narrow", OTHER)]] },
      "allowed: bucket",
    ],
    [
      "but a Deny of the session policy denies that too",
      "function",
      { resource: [allow("bucket", SESSION)], session: [[deny("narrow")]] },
      "explicitly denied: narrow",
    ],
    [
      "whether a grant to everyone is limited is not documented",
      "function",
      { resource: [allow("bucket", EVERYONE)], session: [[allow("narrow", OTHER)]] },
      "refused",
    ],
    [
      "the boundary and the session policy both have to allow: the boundary does not",
      "function",
      { identity: [allow("role")], boundary: [allow("fence", OTHER)], session: [[allow("narrow")]] },
      "implicitly denied",
    ],
    [
      "the boundary and the session policy both have to allow: the session policy does not",
      "function",
      { identity: [allow("role")], boundary: [allow("fence")], session: [[allow("narrow", OTHER)]] },
      "implicitly denied",
    ],
    [
      "all three allow",
      "function",
      { identity: [allow("role")], boundary: [allow("fence")], session: [[allow("narrow")]] },
      "allowed: role",
    ],
    [
      "across accounts a grant to the session by name needs the session policy as well",
      "member",
      {
        identity: [allow("role")],
        resource: [allow("bucket", { Principal: { AWS: CAST.member.arn } })],
        session: [[allow("narrow", OTHER)]],
      },
      "implicitly denied",
    ],
    [
      "across accounts all agree",
      "member",
      {
        identity: [allow("role")],
        resource: [allow("bucket", { Principal: { AWS: "444455556666" } })],
        session: [[allow("narrow")]],
      },
      "allowed: bucket",
    ],
    [
      "a federated user has what user and session policy both allow",
      "federatedUser",
      { identity: [allow("user")], session: [[allow("narrow")]] },
      "allowed: user",
    ],
    [
      "a federated user without session policies has nothing of the user's",
      "federatedUser",
      { identity: [allow("user")] },
      "implicitly denied",
    ],
    [
      "a federated user named by the resource needs no session policy",
      "federatedUser",
      { resource: [allow("bucket", CAROL)] },
      "allowed: bucket",
    ],
    [
      "a user has no session policies",
      "alice",
      { identity: [allow("user")], session: [[allow("x")]] },
      "refused",
    ],
    [
      "a service has none",
      "lambda",
      { resource: [allow("x", EVERYONE)], session: [[allow("x")]] },
      "refused",
    ],
    [
      "an operator nobody knows in a session policy allows nothing",
      "function",
      { identity: [allow("role")], session: [[allow("narrow", { Condition: { Unheard: { a: "b" } } })]] },
      "refused",
    ],
  ])("%s", (_, actor, sides, expected) => {
    const decision = decide(actor, sides);
    const by = "statement" in decision ? `: ${decision.statement.sid ?? ""}` : "";
    expect(`${decision.decision}${by}`).toBe(expected);
  });

  test.each<[string, Actor, Sides, string]>([
    [
      "which policy did not allow",
      "function",
      {
        identity: [allow("role")],
        session: [[allow("narrow", { Resource: "arn:aws:s3:::reports/2023.csv" })]],
      },
      'statement "role" of policy "identity" allows it, but the session policies do not allow it; nearest is ' +
        'statement "narrow" of policy "session 0", but it is about other resources',
    ],
    [
      "a federated user without one",
      "federatedUser",
      { identity: [allow("user")] },
      "the session policies are not there to allow it",
    ],
    [
      "whose they cannot be",
      "alice",
      { session: [[allow("x")]] },
      "session policy of a principal without a session session 0 (policies.session)",
    ],
    [
      "a grant to everyone",
      "function",
      { resource: [allow("bucket", EVERYONE)], session: [[], []] },
      "session policies over a grant to everyone session 0, session 1 (policies.session)",
    ],
    [
      "a grant to everyone that the boundary alone leaves open",
      "function",
      { resource: [allow("bucket", EVERYONE)], boundary: [], session: [[allow("narrow")]] },
      "permissions boundary over a grant to everyone boundary (policies.boundary)",
    ],
  ])("the answer says: %s", (_, actor, sides, because) => {
    expect(decide(actor, sides).because).toContain(because);
  });
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html */
describe("a Deny with NotPrincipal for a principal with a permissions boundary", () => {
  const LISTED = {
    Principal: undefined,
    NotPrincipal: {
      AWS: [
        "111122223333",
        "arn:aws:iam::111122223333:role/lambda-slaw-s3",
        CAST.function.arn,
        CAST.alice.arn,
      ],
    },
  };
  const boundary = [allow("fence")];

  test.each<[string, Actor, Sides, Decision["decision"]]>([
    [
      "account, role and session listed",
      "function",
      { identity: [allow("role")], resource: [deny("but", LISTED)], boundary },
      "explicitly denied",
    ],
    [
      "account and user listed",
      "alice",
      { identity: [allow("user")], resource: [deny("but", LISTED)], boundary },
      "explicitly denied",
    ],
    [
      "everyone listed",
      "alice",
      { identity: [allow("user")], resource: [deny("but", { NotPrincipal: "*" })], boundary },
      "explicitly denied",
    ],
    [
      "a list that cannot be read",
      "alice",
      {
        identity: [allow("user")],
        resource: [deny("but", { NotPrincipal: { AWS: "arn:aws:iam::*:user/alice" } })],
        boundary,
      },
      "explicitly denied",
    ],
    [
      "a Deny of other actions stays one of other actions",
      "function",
      {
        identity: [allow("role")],
        resource: [deny("but", { ...LISTED, Action: "s3:PutObject" })],
        boundary,
      },
      "allowed",
    ],
    [
      "without a boundary the list spares it",
      "function",
      { identity: [allow("role")], resource: [deny("but", LISTED)] },
      "allowed",
    ],
    [
      "an Allow does not turn into one for those it lists",
      "alice",
      { resource: [allow("but", LISTED)], boundary },
      "implicitly denied",
    ],
  ])("%s", (_, actor, sides, expected) => {
    expect(decide(actor, sides).decision).toBe(expected);
  });
});
