module.exports = { displayName: "proof", preset: "../../jest.preset.js" };
