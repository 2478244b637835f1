module.exports = { displayName: "security-auto-s3", preset: "../../jest.preset.js" };
