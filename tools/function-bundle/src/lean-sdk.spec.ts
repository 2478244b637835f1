import { installed, leftOut, SmallBundle } from "../test/small-bundle";

const PARTS = leftOut();
const SCHEMAS = ["client-s3", "client-s3-control", "client-sts"].map(
  (client) => `@aws-sdk/${client}/dist-es/schemas/schemas_0.js`,
);

const packageOf = (file: string) =>
  file
    .split("/")
    .slice(0, file.startsWith("@") ? 2 : 1)
    .join("/");

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
  exports.map(() => `A lean bundle leaves out ${exports.join(" and ")} of ${packageOf(file)}: ${because}`),
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

test("a client that is not used is not missed", () => {
  const imports = PARTS.map(({ file }) => file)
    .filter((file) => !/client-(?:sts|s3-control)/.test(file))
    .concat(SCHEMAS.slice(0, 1))
    .map((file, at) => `import * as part_${at} from "${installed(file)}"; console.log(part_${at});`);
  expect(new SmallBundle({ "main.ts": imports.join("\n") })).toMatchObject({ errors: [], warnings: [] });
});
