const preset = require("../../jest.preset.js");

module.exports = {
  ...preset,
  displayName: "console-e2e",
  testMatch: ["<rootDir>/e2e/**/*.spec.ts"],
  // One browser at a time: machines with two cores have no room for more.
  maxWorkers: 1,
};
