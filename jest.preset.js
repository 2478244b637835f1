const nxPreset = require("@nx/jest/preset").default;

module.exports = {
  ...nxPreset,
  testEnvironment: "node",
  testMatch: ["<rootDir>/{src,test}/**/*.spec.ts"],
  moduleFileExtensions: ["ts", "mts", "mjs", "js", "json"],
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2023" } }],
  },
};
