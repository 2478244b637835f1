import fc from "fast-check";
import { sessionName } from "./session-name";

describe("the name of a role session", () => {
  it.each([
    [
      "security-auto-S3",
      "2026/01/31/[$LATEST]0f1e2d3c4b5a69788796a5b4c3d2e1f0",
      "security-auto-S3@0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    ],
    ["security-auto-S3", "2026/01/31/[7]0f1e2d3c4b5a6978", "security-auto-S3@0f1e2d3c4b5a6978"],
    ["security-auto-S3", "on my machine", "security-auto-S3@on-my-machine"],
    [
      "x".repeat(64),
      "[1]0f1e2d3c4b5a69788796a5b4c3d2e1f0",
      `${"x".repeat(31)}@0f1e2d3c4b5a69788796a5b4c3d2e1f0`,
    ],
    ["", "", "@-"],
  ])("%s in %s: %s", (functionName, instance, expected) => {
    expect(sessionName({ functionName, instance })).toBe(expected);
  });

  it("is one that STS takes", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 99 }),
        fc.string({ unit: "binary", maxLength: 99 }),
        (functionName, instance) => {
          expect(sessionName({ functionName, instance })).toMatch(/^[\w+=,.@-]{2,64}$/);
        },
      ),
    );
  });
});
