import { readFileSync } from "node:fs";
import { join } from "node:path";
import { change } from "./change";
import { denyingAws } from "./denying-aws";
import { FOLDER, invokeBundle } from "./invoke-bundle";
import { NODE_24 } from "./nodes";

const aws = denyingAws();
const inLambdasNode = NODE_24 === undefined ? describe.skip : describe;

inLambdasNode("what a judged event loads", () => {
  const invoke = () => invokeBundle(NODE_24 ?? "", change, aws);

  test("is the entry alone before the event is logged", async () => {
    const { records, atFirstLine, atEnd } = await invoke();
    expect(records[0]).toMatchObject({ message: "Lambda invocation event" });
    expect(atFirstLine.files).toEqual(["index.mjs"]);
    expect(atEnd.files).toEqual(expect.arrayContaining(["interpreter.mjs", "assessor.mjs"]));
  });

  test.each(["crypto", "http", "https", "tls"])(
    "is Node's %s only after the event is logged",
    async (name) => {
      const { atFirstLine, atEnd } = await invoke();
      expect(atFirstLine.modules).not.toContain(`NativeModule ${name}`);
      expect(atEnd.modules).toContain(`NativeModule ${name}`);
    },
  );

  test("is neither WebCrypto nor web streams nor fetch", async () => {
    const { atEnd } = await invoke();
    expect(aws.calls.length).toBeGreaterThan(0);
    expect(atEnd.modules.filter((name) => /webcrypto|webstreams|undici/.test(name))).toEqual([]);
  });
});

test("the entry has nothing of the SDK in it", () => {
  const { sources } = JSON.parse(readFileSync(join(FOLDER, "index.mjs.map"), "utf8")) as {
    sources: string[];
  };
  expect(sources.filter((file) => /\/(?:@aws-sdk|@smithy)\//.test(file))).toEqual([]);
  expect(sources.length).toBeGreaterThan(0);
});
