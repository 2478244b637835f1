/** Where nothing else is said, the environment of every command, `npm start` and the tests. */
export const DEFAULT_ENVIRONMENT = "example";
