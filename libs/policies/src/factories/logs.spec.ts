import fc from "fast-check";

import { writeLogs } from "./logs";

const place = { region: "us-west-2", accountId: "111122223333" };

test("the log resource carries the function's exact name, letter by letter", () => {
  const name = fc.stringMatching(/^[A-Za-z0-9-_]{1,64}$/);
  fc.assert(
    fc.property(name, (functionName) => {
      expect(writeLogs({ ...place, functionName }).Resource).toBe(
        `arn:aws:logs:us-west-2:111122223333:log-group:/aws/lambda/${functionName}:*`,
      );
    }),
  );
});

test.each(["*", "security-*", "s?", ""])("the name %j would match other functions' logs", (functionName) => {
  expect(() => writeLogs({ ...place, functionName })).toThrow(RangeError);
});
