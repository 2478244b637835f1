module.exports = { displayName: "private-bus", preset: "../../jest.preset.js" };
