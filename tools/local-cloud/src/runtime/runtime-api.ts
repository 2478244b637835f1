import { randomBytes } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import type { FunctionFault } from "../faults/fault";
import { listenOnLoopback } from "../http/loopback";
import { type HttpRequest, httpResponse, readHttpRequests } from "./http-requests";

/** What `GET /invocation/next` hands to the function process. */
export interface NextInvocation {
  readonly requestId: string;
  readonly functionArn: string;
  /** Milliseconds since the epoch. */
  readonly deadlineMs: number;
  /** The event, as JSON text. */
  readonly payload: string;
  /** What is to happen to the process meanwhile. */
  readonly fault: FunctionFault | undefined;
}

/** What the function process reports. */
export interface RuntimeApiListener {
  /** The process asks for work: after its start and after each invocation. */
  onPoll(): void;
  onResponse(payload: string): void;
  onError(payload: string): void;
  onInitError(payload: string): void;
}

/** Not of Lambda: it is for the bootstrap, not for the function, and says what is to go wrong. */
const FAULT_HEADER = "Lambda-Runtime-Local-Fault";
const BASE = "/2018-06-01/runtime/";
const NOT_FOUND = httpResponse("404 Not Found", '{"errorType":"InvalidRoute"}');
const LARGEST_RESPONSE_BYTES = 6 * 1024 * 1024;
const ACCEPTED = httpResponse("202 Accepted", '{"status":"OK"}');

/**
 * The Lambda Runtime API of one execution environment, over HTTP on a free port of the loopback interface. Its address ends in a
 * secret that only the process of the environment is given: no other process on the machine can take an invocation or answer it.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  readonly #listener: RuntimeApiListener;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Path before that of Lambda. */
  readonly #secret = `/${randomBytes(32).toString("hex")}`;
  #polling: Socket | undefined;
  #current: string | undefined;
  /** Answers held back for the end of this turn: the next invocation often leaves with them, in one write. */
  readonly #held = new Map<Socket, string>();

  constructor(listener: RuntimeApiListener) {
    this.#listener = listener;
    this.#server = createServer({ noDelay: true }, (socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      socket.on("error", () => socket.destroy());
      readHttpRequests(socket, {
        largestBody: LARGEST_RESPONSE_BYTES,
        onRequest: (request) => {
          this.#route(request, socket);
        },
        onMalformed: () => {
          socket.destroy();
        },
      });
    });
  }

  /** @returns the address, `host:port/SECRET`: paths of the Runtime API begin behind it */
  async listen(): Promise<string> {
    return `127.0.0.1:${await listenOnLoopback(this.#server)}${this.#secret}`;
  }

  /** Answers the waiting poll. */
  dispatch(invocation: NextInvocation): void {
    const socket = this.#polling;
    if (socket === undefined) throw new Error("the function process has not asked for an invocation");
    this.#polling = undefined;
    this.#current = invocation.requestId;
    const trace = invocation.requestId.replaceAll("-", "");
    const response = httpResponse("200 OK", invocation.payload, {
      "Lambda-Runtime-Aws-Request-Id": invocation.requestId,
      "Lambda-Runtime-Deadline-Ms": String(invocation.deadlineMs),
      "Lambda-Runtime-Invoked-Function-Arn": invocation.functionArn,
      "Lambda-Runtime-Trace-Id": `Root=1-${trace.slice(0, 8)}-${trace.slice(8)};Sampled=0`,
      ...(invocation.fault !== undefined && { [FAULT_HEADER]: JSON.stringify(invocation.fault) }),
    });
    socket.write((this.#held.get(socket) ?? "") + response);
    this.#held.delete(socket);
  }

  close(): void {
    this.#polling = undefined;
    if (this.#server.listening) this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #route(request: HttpRequest, socket: Socket): void {
    const base = `${this.#secret}${BASE}`;
    if (!request.path.startsWith(base)) {
      socket.end(NOT_FOUND);
      return;
    }
    const route = request.path.slice(base.length);
    if (request.method === "GET" && route === "invocation/next") {
      this.#polling = socket;
      this.#listener.onPoll();
      return;
    }
    const sink = request.method === "POST" ? this.#sinkOf(route) : undefined;
    if (sink === undefined) {
      this.#hold(socket, NOT_FOUND);
      return;
    }
    this.#hold(socket, ACCEPTED);
    sink(request);
  }

  #hold(socket: Socket, response: string): void {
    this.#held.set(socket, (this.#held.get(socket) ?? "") + response);
    setImmediate(() => {
      const held = this.#held.get(socket);
      if (held === undefined) return;
      this.#held.delete(socket);
      socket.write(held);
    });
  }

  #sinkOf(route: string): ((request: HttpRequest) => void) | undefined {
    if (route === "init/error") {
      return ({ body }) => {
        this.#listener.onInitError(body);
      };
    }
    const [kind, requestId, result] = route.split("/");
    if (kind !== "invocation" || requestId === undefined || requestId !== this.#current) return undefined;
    if (result !== "response" && result !== "error") return undefined;
    return ({ body, isTooLarge }) => {
      this.#current = undefined;
      if (isTooLarge) this.#listener.onError(TOO_LARGE);
      else if (result === "error") this.#listener.onError(body);
      else this.#listener.onResponse(body);
    };
  }
}

const TOO_LARGE = JSON.stringify({
  errorType: "Function.ResponseSizeTooLarge",
  errorMessage: `Response payload size exceeded maximum allowed payload size (${LARGEST_RESPONSE_BYTES} bytes).`,
});
