module.exports = { displayName: "function-bundle", preset: "../../jest.preset.js" };
