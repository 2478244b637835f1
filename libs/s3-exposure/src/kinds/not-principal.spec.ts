import { deny, FOREIGN, ROLE, SESSION, testRows, to } from "../../test/kinds";

describe("who NotPrincipal spares may be denied", () => {
  testRows([
    [
      "a role, without its account",
      [to({ AWS: ROLE }), deny({}, { Principal: undefined, NotPrincipal: { AWS: ROLE } })],
      "private..external",
    ],
    [
      "its session",
      [to({ AWS: SESSION }), deny({}, { Principal: undefined, NotPrincipal: { AWS: ROLE } })],
      "private..external",
    ],
    [
      "an account: its root user is spared",
      [to({ AWS: FOREIGN }), deny({}, { Principal: undefined, NotPrincipal: { AWS: FOREIGN } })],
      "external",
    ],
  ]);
});
