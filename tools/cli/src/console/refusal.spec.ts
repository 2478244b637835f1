import { type Asking, type Gate, refusalOf } from "./refusal";

const GATE: Gate = { host: "127.0.0.1:41234", token: "the-token-of-the-address" };

const HOST = { host: GATE.host };
const TOKEN = { "x-console-token": GATE.token };
const ORIGIN = { origin: `http://${GATE.host}` };

const asking = (headers: Asking["headers"], method = "GET", path = "/api/report"): Asking => ({
  ...{ method, path, headers },
});

test.each<[string, Asking]>([
  ["the page itself, of which everybody knows the text", asking(HOST, "GET", "/")],
  ["the page's own requests", asking({ ...HOST, ...TOKEN, "sec-fetch-site": "same-origin" })],
  ["an address that somebody typed", asking({ ...HOST, "sec-fetch-site": "none" }, "GET", "/")],
  ["the page's own changes", asking({ ...HOST, ...TOKEN, ...ORIGIN }, "POST", "/api/changes")],
])("allowed: %s", (_what, request) => {
  expect(refusalOf(request, GATE)).toBeUndefined();
});

test.each<[string, Asking, RegExp]>([
  ["no Host", asking(TOKEN), /Host/],
  ["a name that resolves to this machine", asking({ host: "rebound.example:41234", ...TOKEN }), /Host/],
  ["localhost, which is another origin", asking({ host: "localhost:41234", ...TOKEN }), /Host/],
  ["another port", asking({ host: "127.0.0.1:80", ...TOKEN }), /Host/],
  ["another page", asking({ ...HOST, ...TOKEN, origin: "https://example.com" }), /Origin/],
  ["a page without an origin", asking({ ...HOST, ...TOKEN, origin: "null" }), /Origin/],
  ["a page of another scheme", asking({ ...HOST, ...TOKEN, origin: `https://${GATE.host}` }), /Origin/],
  [
    "the page in a frame of another site",
    asking({ ...HOST, "sec-fetch-site": "cross-site" }, "GET", "/"),
    /site/,
  ],
  [
    "a page of another port of this machine",
    asking({ ...HOST, ...TOKEN, "sec-fetch-site": "same-site" }),
    /site/,
  ],
  ["no token", asking(HOST), /token/],
  ["an empty token", asking({ ...HOST, "x-console-token": "" }), /token/],
  [
    "a wrong token of the same length",
    asking({ ...HOST, "x-console-token": "the-token-of-the-addresS" }),
    /token/,
  ],
  ["two tokens", asking({ ...HOST, "x-console-token": [GATE.token, GATE.token] }), /token/],
  ["a change without Origin", asking({ ...HOST, ...TOKEN }, "POST", "/api/changes"), /Origin/],
  ["a question for CORS", asking({ ...HOST, origin: "https://example.com" }, "OPTIONS"), /Origin/],
])("refused: %s", (_what, request, because) => {
  expect(refusalOf(request, GATE)).toMatch(because);
});
