module.exports = { displayName: "handler", preset: "../../jest.preset.js" };
