import { compilePattern } from "./index";
test("first", () => {
  const c = compilePattern({ source: ["a"] });
  expect(c.success).toBe(true);
});
