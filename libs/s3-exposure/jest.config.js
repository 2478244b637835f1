module.exports = { displayName: "s3-exposure", preset: "../../jest.preset.js" };
