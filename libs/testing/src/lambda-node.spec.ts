import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { lambdaNode, nodesToTest } from "./lambda-node";

const ROOT = resolve(__dirname, "../../..");

test.each(nodesToTest(ROOT))("%s runs", (_name, path) => {
  const program = "process.stdout.write(String(1 + 1))";
  expect(spawnSync(path, ["--eval", program], { encoding: "utf8" }).stdout).toBe("2");
});

test("Lambda's Node tells its version, where it is installed", () => {
  expect(lambdaNode(ROOT)?.version ?? process.version).toMatch(/^v\d+[.]/);
});

test("a folder without the package has none", () => {
  expect(lambdaNode("/nowhere")).toBeUndefined();
  expect(nodesToTest("/nowhere")).toEqual([["the installed Node", process.execPath]]);
});
