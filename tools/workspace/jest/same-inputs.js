const fc = require("fast-check");

/**
 * Gives property tests the same inputs in every run, so that a test which fails on a change fails by that change. With `SEED=random` they get
 * other ones each time, to find what nobody has thought of; a number is the seed of a run to repeat.
 */
const { SEED = "20261201" } = process.env;
if (SEED !== "random") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(SEED) });
