import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const OPERATIONS = [
  "GetBucketAcl",
  "GetBucketPolicy",
  "GetBucketPolicyStatus",
  "GetBucketTagging",
  "GetBucketLocation",
  "GetPublicAccessBlock",
  "GetBucketOwnershipControls",
  "GetAccountPublicAccessBlock",
  "AssumeRole",
  "ListAccessPoints",
  "GetAccessPoint",
  "GetAccessPointPolicy",
  "GetAccessPointPolicyStatus",
] as const;

export type Operation = (typeof OPERATIONS)[number];

/** By what comes after `/v20180820/`. */
const BY_CONTROL_PATH: readonly (readonly [RegExp, Operation])[] = [
  [/^configuration\/publicAccessBlock$/, "GetAccountPublicAccessBlock"],
  [/^accesspoint$/, "ListAccessPoints"],
  [/^accesspoint\/[^/]+$/, "GetAccessPoint"],
  [/^accesspoint\/[^/]+\/policy$/, "GetAccessPointPolicy"],
  [/^accesspoint\/[^/]+\/policyStatus$/, "GetAccessPointPolicyStatus"],
];

const BY_QUERY = {
  acl: "GetBucketAcl",
  policy: "GetBucketPolicy",
  policyStatus: "GetBucketPolicyStatus",
  tagging: "GetBucketTagging",
  location: "GetBucketLocation",
  publicAccessBlock: "GetPublicAccessBlock",
  ownershipControls: "GetBucketOwnershipControls",
} as const satisfies Readonly<Record<string, Operation>>;

/** A request as it arrived. */
export interface Received {
  readonly operation: Operation;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<IncomingMessage["headers"]>;
  /** Of an STS call. */
  readonly form: URLSearchParams;
  /** Whose key signed it, and for which region and service. */
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

/** What is sent back; or that nothing is, or only a part. */
export type Scripted =
  | {
      readonly status?: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | "hang"
  | "reset"
  | "begin and hang";

/** One answer, several in turn (the last one stays), or an answer to each request. */
export type Script = Partial<
  Record<Operation, Scripted | readonly Scripted[] | ((received: Received) => Scripted | Promise<Scripted>)>
>;

/** An S3, S3 Control and STS that say what they are told to. */
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

export const session = (accessKeyId: string, expiration: string): Scripted => ({
  body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token of ${accessKeyId}</SessionToken><Expiration>${expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
});

export const stsError = (status: number, code: string): Scripted => ({
  status,
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
});

const NOT_SCRIPTED: Scripted = { status: 400, body: errorXml("NotScripted") };

export async function startScriptedAws(): Promise<ScriptedAws> {
  let script: Script = {};
  let received: Received[] = [];
  const count = (operation: Operation): number =>
    received.filter((one) => one.operation === operation).length;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrived = await read(request);
    received.push(arrived);
    const { operation } = arrived;
    const scripted = script[operation] ?? NOT_SCRIPTED;
    const turn =
      typeof scripted === "function"
        ? await scripted(arrived)
        : isList(scripted)
          ? (scripted[Math.min(count(operation), scripted.length) - 1] ?? NOT_SCRIPTED)
          : scripted;
    send(turn, request, response);
  };
  const server = createServer((request, response) => void answer(request, response));
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get received() {
      return received;
    },
    count,
    play: (next) => {
      script = next;
      received = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function isList(scripted: Scripted | readonly Scripted[]): scripted is readonly Scripted[] {
  return Array.isArray(scripted);
}

function send(scripted: Scripted, request: IncomingMessage, response: ServerResponse): void {
  if (scripted === "hang") return;
  if (scripted === "reset") {
    request.socket.destroy();
    return;
  }
  if (scripted === "begin and hang") {
    response.writeHead(200, { "content-length": "1000" });
    response.write("<AccessControlPolicy>");
    return;
  }
  const { status = 200, body = "", headers = {} } = scripted;
  response.writeHead(status, headers).end(body);
}

async function read(request: IncomingMessage): Promise<Received> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const form = new URLSearchParams(body);
  const { url = "/", headers } = request;
  const [, accessKeyId = "", region = "", service = ""] =
    /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? "") ?? [];
  return { operation: operationOf(url, form), url, headers, form, accessKeyId, region, service };
}

function operationOf(url: string, form: URLSearchParams): Operation {
  if (form.get("Action") === "AssumeRole") return "AssumeRole";
  const { pathname, searchParams } = new URL(url, "http://s3");
  const found = pathname.startsWith("/v20180820/")
    ? BY_CONTROL_PATH.find(([form]) => form.test(pathname.slice("/v20180820/".length)))
    : Object.entries(BY_QUERY).find(([name]) => searchParams.has(name));
  if (found === undefined) throw new Error(`no operation is known for ${url}`);
  return found[1];
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(addressOf(server).port);
    });
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address;
}
