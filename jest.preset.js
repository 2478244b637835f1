const nxPreset = require("@nx/jest/preset").default;

module.exports = {
  ...nxPreset,
  testEnvironment: "node",
  globalSetup: require.resolve("./tools/workspace/jest/set-up.js"),
  setupFiles: [require.resolve("./tools/workspace/jest/same-inputs.js")],
  globalTeardown: require.resolve("./tools/workspace/jest/tear-down.js"),
  // Jest's default is in the machine's temporary folder, where nothing may stay.
  cacheDirectory: "<rootDir>/../../node_modules/.cache/jest",
  // A bound for what hangs, not a measure: a busy machine takes many times as long for the same work.
  testTimeout: 120_000,
  testMatch: ["<rootDir>/{src,test}/**/*.spec.ts"],
  moduleFileExtensions: ["ts", "mts", "mjs", "js", "json"],
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" } }],
  },
};
