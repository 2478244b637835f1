import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { CONFIGURATION_FILE, readConfiguration } from "./read-configuration";

const { path: folder } = temporaryFolder();
const file = join(folder, CONFIGURATION_FILE);

afterEach(() => {
  rmSync(file, { force: true });
});

const accepted = (value: unknown) => ({ success: true as const, data: value });

test("gives what the file says, once it is checked", () => {
  writeFileSync(file, '{"role":"judge"}');
  expect(readConfiguration(folder, accepted)).toEqual({ role: "judge" });
});

test("names the file, and each field that is wrong", () => {
  writeFileSync(file, "{}");
  const error = [
    { path: "role", message: "a text" },
    { path: "", message: "one thing too many" },
  ];
  expect(() => readConfiguration(folder, () => ({ success: false, error }))).toThrow(
    `${file}: role: a text; one thing too many`,
  );
});

test("names a file that is no JSON", () => {
  writeFileSync(file, "{");
  expect(() => readConfiguration(folder, accepted)).toThrow(`${file}: no JSON`);
});

test("names a file that is not there", () => {
  expect(() => readConfiguration(folder, accepted)).toThrow(`${file}: cannot be read (ENOENT)`);
});
