// Of the events, what the function needs: a bundler keeps all of what is imported when it is first needed.
export { interpretEvent } from "@security-auto/events";
