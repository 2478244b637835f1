module.exports = { displayName: "security-auto-findings", preset: "../../jest.preset.js" };
