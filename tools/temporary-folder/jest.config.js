module.exports = { displayName: "temporary-folder", preset: "../../jest.preset.js" };
