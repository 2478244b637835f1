import workspace from "../../eslint.config.mjs";

export default [
  ...workspace,
  {
    files: ["src/**/*.ts"],
    ignores: ["**/*.spec.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "@security-auto/event-pattern", allowTypeImports: true, message: "Its types only." },
          ],
        },
      ],
    },
  },
];
