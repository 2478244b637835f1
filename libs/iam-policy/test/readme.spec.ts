import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = (name: string) => readFileSync(join(__dirname, name), "utf8");

test("the README shows the example, and what it does", async () => {
  const log = jest.spyOn(console, "log").mockImplementation(() => undefined);
  const { bucketsIn } = await import("./readme-example");
  expect(log.mock.calls).toEqual([["aws-eusc"]]);
  log.mockRestore();

  expect(text("../README.md")).toContain(
    text("readme-example.ts").replace('"../src"', '"@security-auto/iam-policy"'),
  );
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/*" };
  expect(bucketsIn(JSON.stringify({ Statement: statement }))).toBe("reports/*");
  expect(bucketsIn('{"statement":[]}')).toBe("Statement: expected a statement, found nothing");
});
