const { availableParallelism } = require("node:os");

module.exports = {
  displayName: "cli",
  preset: "../../jest.preset.js",
  // Most of these tests wait for processes they have started: Jest's default, one on two cores, leaves both half idle.
  maxWorkers: Math.max(2, availableParallelism() - 1),
};
