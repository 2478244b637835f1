module.exports = { displayName: "register", preset: "../../jest.preset.js" };
