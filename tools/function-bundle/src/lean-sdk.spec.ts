import { installed, leftOut, SmallBundle } from "../test/small-bundle";

const PARTS = leftOut();
const SCHEMAS = ["client-s3", "client-s3-control", "client-sts"].map(
  (client) => `@aws-sdk/${client}/dist-es/schemas/schemas_0.js`,
);

/** A function that does something with every part that is left out, and says what came of it. */
const useAll = (how: string) => `
  ${PARTS.flatMap(({ file, exports }, part) =>
    exports.map((name, at) => `import { ${name} as part_${part}_${at} } from "${installed(file)}";`),
  ).join("\n")}
  ${SCHEMAS.map((file, at) => `import * as schemas_${at} from "${installed(file)}";`).join("\n")}
  export const schemas = [${SCHEMAS.map((_, at) => `schemas_${at}`).join(", ")}];
  const parts: any[] = [${PARTS.flatMap(({ exports }, part) => exports.map((_, at) => `part_${part}_${at}`)).join(", ")}];
  const use = (part: any) => { ${how} };
  const outcome = (part: any) => { try { use(part); return "nothing"; } catch (error) { return error.message; } };
  export const handler = async () => [typeof schemas_2.AssumeRole$, ...parts.map(outcome)];
`;

const said = PARTS.flatMap(({ file, exports, because }) =>
  exports.map(() => `${file} is not part of this bundle: ${because}`),
);

describe("a part that is left out throws, and says which and why", () => {
  test.each([
    ["called", "part();"],
    ["constructed", "new part();"],
    ["read", "part.partitions;"],
    ["written", "part.partitions = [];"],
    ["asked for a member", `"partitions" in part;`],
    ["spread", "({ ...part });"],
    ["iterated", "[...part];"],
    ["compared with", "({}) instanceof part;"],
    ["extended", "class Other extends part {}"],
    ["made text", "String(part);"],
    ["made JSON", "JSON.stringify(part);"],
  ])("when it is %s", (_when, how) => {
    const bundle = new SmallBundle({ "main.ts": useAll(how) });
    expect(bundle).toMatchObject({ errors: [], warnings: [] });
    expect(bundle.run()).toEqual({ gives: ["object", ...said] });
  });

  test("and not when it is only there", () => {
    const bundle = new SmallBundle({ "main.ts": useAll("return [part];") });
    expect(bundle.run()).toEqual({ gives: ["object", ...said.map(() => "nothing")] });
  });
});

test("a part that the SDK does not have any more fails the build", () => {
  const gone = PARTS.find(({ file }) => file.startsWith("@aws-sdk/client-s3/"));
  const others = PARTS.filter((part) => part !== gone);
  const imports = [...others.map(({ file }) => file), ...SCHEMAS].map(
    (file, at) => `import * as part_${at} from "${installed(file)}"; console.log(part_${at});`,
  );
  const { errors } = new SmallBundle({ "main.ts": imports.join("\n") });
  expect(errors).toEqual([
    {
      text: `${gone?.file} is not met in this bundle: if the SDK has it under another name, say so in left-out.mjs, else take it out there`,
    },
  ]);
});

test("a client that is not used is not missed", () => {
  const imports = PARTS.map(({ file }) => file)
    .filter((file) => !/client-(?:sts|s3-control)/.test(file))
    .concat(SCHEMAS.slice(0, 1))
    .map((file, at) => `import * as part_${at} from "${installed(file)}"; console.log(part_${at});`);
  expect(new SmallBundle({ "main.ts": imports.join("\n") }).errors).toEqual([]);
});

test("schemas that are written in another way fail the build", () => {
  const schemas = "@aws-sdk/client-s3/dist-es/schemas/schemas_0.js";
  const { errors } = new SmallBundle({
    "main.ts": `export * from "${schemas}";`,
    [`node_modules/${schemas}`]: "export const GetBucketAcl$ = {};",
  });
  expect(errors).toEqual([
    {
      at: expect.stringContaining("main.ts:1") as string,
      text: expect.stringMatching(/schemas_0\.js is not written as it used to be: .*lean-sdk\.mjs/) as string,
    },
  ]);
});
