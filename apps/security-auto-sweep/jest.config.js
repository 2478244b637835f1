module.exports = { displayName: "security-auto-sweep", preset: "../../jest.preset.js" };
