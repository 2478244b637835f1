/**
 * Throws whatever is done with it: called, read, extended, compared.
 *
 * @param {string} what what a lean bundle does not have, and why
 */
export function leftOut(what) {
  const fail = () => {
    throw new Error(`A lean bundle leaves out ${what}`);
  };
  // Whatever is done with a proxy, its handler is read first, and this one cannot be read.
  return new Proxy(function () {}, new Proxy({}, { get: fail }));
}
