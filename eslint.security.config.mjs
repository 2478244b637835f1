import security from "eslint-plugin-security";
import tseslint from "typescript-eslint";

/**
 * The static security scan, apart from lint: security rules only, every one an error, and no comment in a file can switch one
 * off (`--no-inline-config`).
 */
export default tseslint.config({
  files: ["apps/*/src/**/*.ts", "libs/*/src/**/*.ts", "tools/*/src/**/*.ts", "tools/**/*.mjs"],
  ignores: ["**/*.spec.ts"],
  languageOptions: { parser: tseslint.parser },
  plugins: { security },
  rules: {
    ...Object.fromEntries(Object.keys(security.rules).map((rule) => [`security/${rule}`, "error"])),
    "no-eval": "error",
    "no-implied-eval": "error",
    "no-new-func": "error",
    "no-script-url": "error",
    // Reports every bracket access with a variable; the type checker (noUncheckedIndexedAccess) and the property tests watch those.
    "security/detect-object-injection": "off",
    // Reports every path that is not a literal; the tools read the files they are told to, the functions read none.
    "security/detect-non-literal-fs-filename": "off",
  },
});
