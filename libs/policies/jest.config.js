module.exports = { displayName: "policies", preset: "../../jest.preset.js" };
