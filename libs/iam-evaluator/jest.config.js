module.exports = { displayName: "iam-evaluator", preset: "../../jest.preset.js" };
