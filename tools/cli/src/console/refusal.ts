import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { TOKEN_HEADER } from "@security-auto/report";

/** What a request is let in by. */
export interface Gate {
  /** Such as `127.0.0.1:41234`, which the page's address has. */
  readonly host: string;
  readonly token: string;
}

/** A request, as far as it decides whether it is let in. */
export interface Asking {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Why a request is refused; `undefined`: it is not. A page of another origin cannot name this Host (a name that resolves to 127.0.0.1 is
 * another one: DNS rebinding), has its own Origin, and does not know the token; without CORS it reads no answer either.
 */
export function refusalOf({ method, path, headers }: Asking, { host, token }: Gate): string | undefined {
  if (headers.host !== host) return `the Host is not ${host}`;
  const { origin } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return "the Origin is another page's";
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return "the request is from another site";
  if (!path.startsWith("/api/")) return undefined;
  if (method !== "GET" && origin === undefined) return "the Origin is missing";
  return isToken(headers[TOKEN_HEADER], token)
    ? undefined
    : "the token is not the one of the address that npm run local printed";
}

function isToken(given: string | readonly string[] | undefined, token: string): boolean {
  const [one, other] = [Buffer.from(typeof given === "string" ? given : ""), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
