import { readPrincipal } from "./principal";

const ACCOUNT = "111122223333";
const CANONICAL = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";
const SAML = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;

test.each([
  ["AWS", "*", { kind: "everyone" }],
  ["AWS", ACCOUNT, { kind: "account", account: ACCOUNT }],
  ["AWS", `arn:aws-cn:iam::${ACCOUNT}:root`, { kind: "account", account: ACCOUNT }],
  ["AWS", `arn:aws:sts::${ACCOUNT}:root`, { kind: "principal", account: ACCOUNT }],
  ["AWS", `arn:aws:iam::${ACCOUNT}:user/team/ada`, { kind: "principal", session: false }],
  [
    "AWS",
    `arn:aws:iam::${ACCOUNT}:role/team/Courier`,
    { kind: "principal", role: "Courier", session: false },
  ],
  [
    "AWS",
    `arn:aws:sts::${ACCOUNT}:assumed-role/Courier/run`,
    { kind: "principal", role: "Courier", session: true },
  ],
  ["AWS", `foo:aws:iam::${ACCOUNT}:root`, { kind: "identity", what: "unrecognized principal" }],
  ["AWS", "arn:aws:iam::12345:root", { kind: "identity", what: "unrecognized principal" }],
  [
    "AWS",
    "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE",
    { kind: "identity", what: "CloudFront origin access identity" },
  ],
  ["AWS", "AROAEXAMPLEEXAMPLE12", { kind: "identity", what: "unique id" }],
  ["AWS", "alice", { kind: "identity", what: "unrecognized principal" }],
  ["AWS", `arn:aws:iam::${ACCOUNT}:role/*`, { kind: "pattern", account: ACCOUNT }],
  ["AWS", "arn:aws:iam::*:root", { kind: "pattern", account: undefined }],
  ["AWS", `arn:aws:iam::${ACCOUNT}:user/\${aws:username}`, { kind: "pattern", account: ACCOUNT }],
  ["Service", "events.amazonaws.com", { kind: "service", name: "events.amazonaws.com" }],
  ["Service", "*.amazonaws.com", { kind: "pattern" }],
  ["Federated", SAML, { kind: "federated", provider: SAML, account: ACCOUNT }],
  ["Federated", "accounts.google.com", { kind: "federated", account: undefined }],
  ["CanonicalUser", CANONICAL, { kind: "identity", what: "canonical user", id: CANONICAL }],
  ["service", "events.amazonaws.com", { kind: "identity", what: "unrecognized principal" }],
  ["Group", "admins", { kind: "identity", what: "unrecognized principal" }],
])("%s: %s", (kind, text, expected) => {
  expect(readPrincipal(kind, text)).toMatchObject(expected);
});
