import { readFileSync } from "node:fs";
import { installed, SmallBundle } from "../test/small-bundle";

/** Makes a client with nothing but a region, and returns the address that it finds for a bucket. */
const ASKS_S3 = `
  import { GetBucketAclCommand, S3Client } from "@aws-sdk/client-s3";
  export const handler = async () => {
    const client = new S3Client({ region: "eu-central-1" });
    const { url } = client.config.endpointProvider({ Region: "eu-central-1", Bucket: "ledger" });
    return [url.href, typeof new GetBucketAclCommand({ Bucket: "ledger" })];
  };
`;
const FOUND_BY_SDK = { gives: ["https://ledger.s3.eu-central-1.amazonaws.com/", "object"] };
const PLAIN = JSON.stringify({ name: "asks-s3", bundle: "plain" });
const SCHEMAS = "@aws-sdk/client-s3/dist-es/schemas/schemas_0.js";
const SIGNING = "@aws-sdk/client-s3/dist-es/auth/httpAuthSchemeProvider.js";
const RESOLVER = "@aws-sdk/client-s3/dist-es/endpoint/endpointResolver.js";
const RUNTIME = "@aws-sdk/client-s3/dist-es/runtimeConfig.shared.js";

test("a bundle is lean unless its project says otherwise: what a client is not given, it does not find by itself", () => {
  const bundle = new SmallBundle({ "main.ts": ASKS_S3, "project.json": `{ "name": "asks-s3" }` });
  expect(bundle).toMatchObject({ errors: [], warnings: [] });
  expect(bundle.run()).toEqual({
    throws: expect.stringContaining("A lean bundle leaves out ") as string,
  });
});

describe("a plain bundle", () => {
  test("has the SDK's own endpoint rules, and is larger", () => {
    const plain = new SmallBundle({ "main.ts": ASKS_S3, "project.json": PLAIN });
    expect(plain).toMatchObject({ errors: [], warnings: [] });
    expect(plain.run()).toEqual(FOUND_BY_SDK);
    expect(plain.bytes).toBeGreaterThan(1.5 * new SmallBundle({ "main.ts": ASKS_S3 }).bytes);
  });

  test("calls a service that the lean mode does not know, with credentials from the environment", () => {
    const bundle = new SmallBundle({
      "project.json": PLAIN,
      "main.ts": `
        import { createServer } from "node:http";
        import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
        export const handler = async () => {
          const server = createServer((request, response) => {
            const [, credential] = request.headers.authorization.split("Credential=");
            response.end(JSON.stringify({ FailedEntryCount: 0, Entries: [{ EventId: credential.split("/")[0] }] }));
          });
          server.unref();
          await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
          const endpoint = "http://127.0.0.1:" + server.address().port;
          Object.assign(process.env, {
            AWS_ACCESS_KEY_ID: "AKIAEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "eu-central-1", AWS_ENDPOINT_URL: endpoint,
          });
          const { Entries } = await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ Source: "words" }] }));
          server.closeAllConnections();
          return Entries;
        };
      `,
    });
    expect(bundle).toMatchObject({ errors: [], warnings: [] });
    expect(bundle.run()).toEqual({ gives: [{ EventId: "AKIAEXAMPLE" }] });
  });

  test("may use all of node:crypto, and packages that load Node's modules with require", () => {
    const bundle = new SmallBundle({
      "project.json": PLAIN,
      "main.ts": `
        import { randomUUID } from "node:crypto";
        import { join } from "words";
        export const handler = async () => [randomUUID().length, (await import("./later")).joined, join("a", "b")];
      `,
      "later.ts": `import { join } from "words"; export const joined = join("c", "d");`,
      "node_modules/words/package.json": `{ "main": "words.js" }`,
      "node_modules/words/words.js": `exports.join = require("path").join;`,
    });
    expect(bundle).toMatchObject({ errors: [], warnings: [], files: ["index.mjs", "later.mjs"] });
    expect(bundle.run()).toEqual({ gives: [36, "c/d", "a/b"] });
  });
});

test("another value of the option fails the build", () => {
  const { errors } = new SmallBundle({ "main.ts": ASKS_S3, "project.json": `{ "bundle": "plane" }` });
  expect(errors).toMatchObject([
    { text: 'project.json: "bundle" is "plane", but must be "lean" (the default) or "plain"' },
  ]);
});

describe("where the SDK is not as the lean mode expects, the build warns, names the file, and bundles plain", () => {
  test.each<[what: string, altered: Record<string, (text: string) => string>, warning: string]>([
    [
      "schemas are written in another way",
      { [SCHEMAS]: (text) => text.replaceAll(".registerError(", "['registerError'](") },
      `${SCHEMAS} is not written as expected: compare it with prunable in tools/function-bundle/src/lean-sdk.mjs, and adapt that`,
    ],
    [
      "a part that is left out has another name",
      {
        [RESOLVER.replace("endpointResolver", "resolver")]: () => readFileSync(installed(RESOLVER), "utf8"),
        [RUNTIME]: (text) => text.replace("./endpoint/endpointResolver", "./endpoint/resolver"),
        [SIGNING]: (text) => text.replace("../endpoint/endpointResolver", "../endpoint/resolver"),
      },
      `${RESOLVER} is not in this bundle: enter its new name in tools/function-bundle/src/left-out.mjs, or remove it there`,
    ],
    [
      "more is used of a part that is left out",
      {
        [RESOLVER]: (text) => `${text}\nexport const more = 1;`,
        [RUNTIME]: (text) =>
          `import { more } from "./endpoint/endpointResolver";\n${text}\nconsole.assert(more);`,
      },
      `${RUNTIME}: No matching export in "node_modules/${RESOLVER}" for import "more"`,
    ],
    [
      "it needs more of node:crypto",
      {
        [RUNTIME]: (text) =>
          `import { createVerify } from "node:crypto";\n${text}\nconsole.assert(createVerify);`,
      },
      `${RUNTIME}: No matching export in "builtin:node:crypto" for import "createVerify"`,
    ],
  ])("%s", (_what, altered, warning) => {
    const bundle = new SmallBundle({ "main.ts": ASKS_S3 }, { altered });
    const because = "this function is bundled plain, because the AWS SDK is not as the lean mode expects: ";
    expect(bundle).toMatchObject({
      errors: [],
      warnings: [{ text: expect.stringMatching(new RegExp(`^${because}(?:node_modules/)?`)) as string }],
    });
    expect(bundle.warnings[0]?.text).toContain(warning);
    expect(bundle.run()).toEqual(FOUND_BY_SDK);
  });
});
