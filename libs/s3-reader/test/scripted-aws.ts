import {
  type FakeAnswer,
  READ_OPERATIONS,
  type ReadOperation,
  readOperation,
  type ReceivedRequest,
  sessionAnswer,
  startFakeAws,
  stsError as errorOfSts,
} from "@security-auto/testing";

export const OPERATIONS = READ_OPERATIONS;

export type Operation = ReadOperation;

/** A request as it arrived. */
export interface Received extends Pick<ReceivedRequest, "url" | "headers"> {
  readonly operation: Operation;
  /** Of an STS call. */
  readonly form: URLSearchParams;
  /** Whose key signed it, and for which region and service. */
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** What is sent back; or that nothing is, or only a part. */
export type Scripted = FakeAnswer;

/** One answer, several in turn (the last one stays), or an answer to each request. */
export type Script = Partial<
  Record<Operation, Scripted | readonly Scripted[] | ((received: Received) => Scripted | Promise<Scripted>)>
>;

/** An S3, S3 Control and STS that answer as their script says. */
export interface ScriptedAws {
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** How often an operation was called. */
  readonly count: (operation: Operation) => number;
  /** Replaces the script and forgets what was received. */
  readonly play: (script: Script) => void;
  readonly close: () => Promise<void>;
}

export const errorXml = (code: string, message = "", more = ""): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message>${more}<RequestId>4442587FB7D0A2F9</RequestId></Error>`;

export const refused = (action: string): Scripted => ({
  status: 403,
  body: errorXml("AccessDenied", `not authorized to perform: ${action}`),
});

export const failing = (status: number, code: string): Scripted => ({
  status,
  body: errorXml(code, "try later"),
});

export const session = (accessKeyId: string, expiration: string): Scripted =>
  sessionAnswer(accessKeyId, expiration);

export const stsError = (status: number, code: string): Scripted => errorOfSts(status, code, "no");

const NOT_SCRIPTED: Scripted = { status: 400, body: errorXml("NotScripted") };

export async function startScriptedAws(): Promise<ScriptedAws> {
  let script: Script = {};
  let received: Received[] = [];
  const count = (operation: Operation): number =>
    received.filter((one) => one.operation === operation).length;

  const server = await startFakeAws((request) => {
    const { url, headers, body, signature } = request;
    const operation = readOperation(request);
    if (operation === undefined) throw new Error(`no operation is known for ${url}`);
    const arrived = { operation, url, headers, form: new URLSearchParams(body), ...signature };
    received.push(arrived);
    const scripted = script[operation] ?? NOT_SCRIPTED;
    if (typeof scripted === "function") return scripted(arrived);
    return isList(scripted)
      ? (scripted[Math.min(count(operation), scripted.length) - 1] ?? NOT_SCRIPTED)
      : scripted;
  });
  return {
    ...server,
    get received() {
      return received;
    },
    count,
    play: (next) => {
      script = next;
      received = [];
    },
  };
}

function isList(scripted: Scripted | readonly Scripted[]): scripted is readonly Scripted[] {
  return Array.isArray(scripted);
}
