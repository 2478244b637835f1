import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as EventBridge gets it. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** An answer; or that none comes, or that the connection is cut. */
export type Scripted = { readonly status: number; readonly body: string } | "hang" | "reset";

export interface ScriptedBus {
  received: Received[];
  /** In turn; the last one stays. */
  answers: readonly Scripted[];
  readonly url: string;
}

export const TAKEN = { status: 200, body: '{"FailedEntryCount":0,"Entries":[{"EventId":"e-1"}]}' };

/** Answers on loopback while the tests of a file run. */
export function useScriptedBus(): ScriptedBus {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      bus.received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const answer = bus.answers[Math.min(bus.received.length, bus.answers.length) - 1] ?? TAKEN;
      if (answer === "hang") return;
      if (answer === "reset") request.socket.destroy();
      else
        response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" }).end(answer.body);
    });
  });
  const bus: ScriptedBus = {
    received: [],
    answers: [TAKEN],
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  };
  const before = { ...process.env };
  beforeAll(
    () =>
      new Promise<void>((resolve) => {
        server.listen(0, "127.0.0.1", resolve);
      }),
  );
  beforeEach(() => {
    bus.received = [];
    bus.answers = [TAKEN];
    process.env["AWS_ENDPOINT_URL"] = bus.url;
  });
  afterEach(() => {
    process.env = { ...before };
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return bus;
}
