const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/**
 * Gives the tests of a project a temporary folder of their own, which their workers, and what they start, take for the machine's:
 * assemblies of CDK apps without an `outdir`, for one, are written to it. `tear-down.js` removes it.
 */
module.exports = () => {
  process.env["TMPDIR"] = mkdtempSync(join(tmpdir(), "security-auto-jest-"));
};
