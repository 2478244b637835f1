const PREFIX = "security-auto-";

/** With `security-auto-` before it, `-invoke` and an environment's suffix of 20 after it, a role's name has 64 characters. */
const LONGEST = 23;

/**
 * @typedef {object} FunctionNames
 * @property {string} name what comes after `security-auto-`: `close-bucket`
 * @property {string} app its folder in `apps`, and its name in AWS: `security-auto-close-bucket`
 * @property {string} key its key in an environment's `functions`: `closeBucket`
 * @property {string} type begins the names of its types: `CloseBucket`
 */

/**
 * @param {unknown} given
 * @returns {FunctionNames}
 * @throws Error that says what a name looks like
 */
function functionNames(given) {
  const text = typeof given === "string" ? given : "";
  const name = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  const isName = /^[a-z]/.test(name) && name.split("-").every((word) => /^[a-z0-9]+$/.test(word));
  if (!isName || name.length > LONGEST)
    throw new Error(
      `"${given}" is no name of a function: write 1 to ${LONGEST} small letters and digits, words with - between them, ` +
        `beginning with a letter, such as close-bucket`,
    );
  const key = name.replace(/-([a-z0-9])/g, (_, first) => first.toUpperCase());
  return { name, app: PREFIX + name, key, type: key.charAt(0).toUpperCase() + key.slice(1) };
}

module.exports = { functionNames };
