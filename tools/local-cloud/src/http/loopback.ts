import { connect, type Server } from "node:net";

/** Services and functions of the local cloud speak over the loopback interface, and this machine or container has none that works. */
export class LoopbackError extends Error {
  override readonly name = "LoopbackError";

  constructor(cause: unknown) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    super(
      `the loopback interface cannot be used (${code}): the local cloud listens on ${LOOPBACK} and connects to itself there; ` +
        `bring the interface up (Linux: ip link set lo up), or run it where ${LOOPBACK} may be used`,
      { cause },
    );
  }
}

const LOOPBACK = "127.0.0.1";

/**
 * Listens on a free port of the loopback interface.
 *
 * @returns the port
 * @throws LoopbackError
 */
export async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      reject(new LoopbackError(error));
    };
    server.once("error", fail).listen(0, LOOPBACK, () => {
      server.off("error", fail);
      resolve();
    });
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/**
 * An interface that is down lets servers listen and nobody connect.
 *
 * @throws LoopbackError when nothing can connect to what listens there
 */
export function requireLoopback(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: LOOPBACK, port: Number(new URL(url).port) }, () => {
      socket.destroy();
      resolve();
    });
    socket.once("error", (error) => {
      reject(new LoopbackError(error));
    });
  });
}
