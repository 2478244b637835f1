module.exports = { displayName: "finding-formats", preset: "../../jest.preset.js" };
