module.exports = { displayName: "event-pattern", preset: "../../jest.preset.js" };
