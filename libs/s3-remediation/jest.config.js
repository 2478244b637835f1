module.exports = { displayName: "s3-remediation", preset: "../../jest.preset.js" };
