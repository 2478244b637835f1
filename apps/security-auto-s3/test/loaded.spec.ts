import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@security-auto/testing";
import { change } from "./change";
import { denyingAws } from "./denying-aws";
import { FOLDER, invokeBundle, NODES } from "./invoke-bundle";

const aws = denyingAws();
const { path: alone } = temporaryFolder();

/** WebCrypto, web streams, fetch. Node 20 loads some helpers of the streams by itself. */
const HEAVY = /webcrypto|webstreams\/\w*stream|undici/;

describe.each(NODES)("what a judged event loads under %s", (_name, node) => {
  const invoke = () => invokeBundle(node, change, aws);

  test("is the entry alone before the event is logged: it needs no other file for that", async () => {
    copyFileSync(join(FOLDER, "index.mjs"), join(alone, "index.mjs"));
    await expect(invokeBundle(node, change, aws, alone)).rejects.toMatchObject({
      stdout: expect.stringMatching(/^\{.*"message":"Lambda invocation event".*"event":\{/) as string,
      stderr: expect.stringContaining("interpreter.mjs") as string,
    });
  });

  test.each(["crypto", "http", "https", "tls"])(
    "is Node's %s only after the event is logged",
    async (name) => {
      const { atFirstLine, atEnd } = await invoke();
      expect(atFirstLine).not.toContain(`NativeModule ${name}`);
      expect(atEnd).toContain(`NativeModule ${name}`);
    },
  );

  test("is neither WebCrypto nor web streams nor fetch", async () => {
    const { atEnd } = await invoke();
    expect(aws.calls.length).toBeGreaterThan(0);
    expect(atEnd.filter((name) => HEAVY.test(name))).toEqual([]);
  });
});

test("the entry has nothing of the SDK in it", () => {
  const { sources } = JSON.parse(readFileSync(join(FOLDER, "index.mjs.map"), "utf8")) as {
    sources: string[];
  };
  expect(sources.filter((file) => /\/(?:@aws-sdk|@smithy)\//.test(file))).toEqual([]);
  expect(sources.length).toBeGreaterThan(0);
});
