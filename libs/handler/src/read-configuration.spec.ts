import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONFIGURATION_FILE, readConfiguration } from "./read-configuration";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "configuration-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const file = () => join(folder, CONFIGURATION_FILE);

const accepted = (value: unknown) => ({ success: true as const, data: value });

test("gives what the file says, once it is checked", () => {
  writeFileSync(file(), '{"role":"judge"}');
  expect(readConfiguration(folder, accepted)).toEqual({ role: "judge" });
});

test("names the file, and each field that is wrong", () => {
  writeFileSync(file(), "{}");
  const error = [
    { path: "role", message: "a text" },
    { path: "", message: "one thing too many" },
  ];
  expect(() => readConfiguration(folder, () => ({ success: false, error }))).toThrow(
    `${file()}: role: a text; one thing too many`,
  );
});

test("names a file that is no JSON", () => {
  writeFileSync(file(), "{");
  expect(() => readConfiguration(folder, accepted)).toThrow(`${file()}: no JSON`);
});

test("names a file that is not there", () => {
  expect(() => readConfiguration(folder, accepted)).toThrow(`${file()}: cannot be read (ENOENT)`);
});
