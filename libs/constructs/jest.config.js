module.exports = { displayName: "constructs", preset: "../../jest.preset.js" };
