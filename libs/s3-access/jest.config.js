module.exports = { displayName: "s3-access", preset: "../../jest.preset.js" };
