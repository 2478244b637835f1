/** The assembly cannot be run as it is: says what was wrong, where, and what to do. */
export class LocalCloudError extends Error {
  override readonly name = "LocalCloudError";
}
