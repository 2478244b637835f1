/** Of one attempt of three, until there is a connection, in ms. */
export const CONNECTION_MS = 3000;

/** Of one attempt, for which a service may be silent, in ms. A function may take its time. */
export const SILENCE_MS = 5000;
