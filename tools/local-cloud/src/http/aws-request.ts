import type { IncomingMessage } from "node:http";

/** A request to an AWS service, as far as every service reads it alike. */
export interface AwsRequest {
  readonly method: string;
  /** Decoded, from `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The `Host` header without its port. */
  readonly host: string;
  readonly body: string;
  readonly requestId: string;
  /** The address that answers it, e.g. `http://127.0.0.1:40001`, whatever the `Host` header says. */
  readonly endpoint: string;
  /** What the request says of its signer; absent when it is not signed. */
  readonly signature?: Signature;
}

export interface Signature {
  readonly accessKeyId: string;
  /** Region of the credential scope. */
  readonly region: string;
  /** Service of the credential scope, e.g. `sqs`. */
  readonly service: string;
  readonly sessionToken?: string;
}

/** @returns `undefined` for a path that is no valid URL */
export function awsRequest(
  incoming: IncomingMessage,
  body: string,
  { requestId, endpoint }: Pick<AwsRequest, "requestId" | "endpoint">,
): AwsRequest | undefined {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(",") : value;
  }
  const [path = "/", ...query] = (incoming.url ?? "/").split("?");
  const decoded = decodedPath(path);
  if (decoded === undefined) return undefined;
  const parameters = new URLSearchParams(query.join("?"));
  const signature = signatureOf(headers, parameters);
  return {
    method: incoming.method ?? "GET",
    path: decoded,
    query: parameters,
    headers,
    host: (headers["host"] ?? "").replace(/:\d+$/, "").toLowerCase(),
    body,
    requestId,
    endpoint,
    ...(signature !== undefined && { signature }),
  };
}

function decodedPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/**
 * Reads who signed from the `Authorization` header, or from the query of a presigned URL.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
 */
function signatureOf(
  headers: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Signature | undefined {
  const authorization = headers["authorization"] ?? "";
  const signed = authorization.startsWith("AWS4-HMAC-SHA256")
    ? /Credential=([^,\s]+)/.exec(authorization)?.[1]
    : undefined;
  const scope = signed ?? query.get("X-Amz-Credential");
  if (scope === null) return undefined;
  const [accessKeyId = "", , region = "", service = ""] = scope.split("/");
  const sessionToken = headers["x-amz-security-token"] ?? query.get("X-Amz-Security-Token") ?? undefined;
  return { accessKeyId, region, service, ...(sessionToken !== undefined && { sessionToken }) };
}
