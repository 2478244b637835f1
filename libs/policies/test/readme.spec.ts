import { readFileSync } from "node:fs";
import { join } from "node:path";

const text = (name: string) => readFileSync(join(__dirname, name), "utf8");

test("the README shows the example, which prints a document of two statements", async () => {
  const printed: string[] = [];
  const log = jest.spyOn(console, "log").mockImplementation((...words: unknown[]) => {
    printed.push(words.join(" "));
  });
  await import("./readme-example");
  log.mockRestore();

  expect(text("../README.md")).toContain(
    text("readme-example.ts").replace('"../src"', '"@security-auto/policies"'),
  );
  expect(JSON.parse(printed.join())).toMatchObject({
    Statement: [{ Action: "lambda:InvokeFunction" }, { Resource: "*" }],
  });
});
