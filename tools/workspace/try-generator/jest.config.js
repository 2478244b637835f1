module.exports = {
  displayName: "try-generator",
  preset: "../../../jest.preset.js",
  testMatch: ["<rootDir>/*.spec.ts"],
};
