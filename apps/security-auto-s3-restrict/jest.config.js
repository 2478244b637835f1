module.exports = { displayName: "security-auto-s3-restrict", preset: "../../jest.preset.js" };
