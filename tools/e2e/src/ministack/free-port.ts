import { createServer } from "node:net";
import { listening } from "@security-auto/testing";

/** A port of this machine that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const { port, close } = await listening(createServer());
  await close();
  return port;
}
