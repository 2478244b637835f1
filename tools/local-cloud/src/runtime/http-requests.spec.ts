import fc from "fast-check";
import { PassThrough } from "node:stream";
import { type HttpRequest, httpResponse, readHttpRequests } from "./http-requests";

const request = (method: string, path: string, body = ""): string =>
  `${method} ${path} HTTP/1.1\r\nHost: here\r\n${body === "" ? "" : `content-length: ${Buffer.byteLength(body)}\r\n`}\r\n${body}`;

function read(
  chunks: readonly (Buffer | string)[],
  largestBody = 1000,
): readonly (HttpRequest | "malformed")[] {
  const seen: (HttpRequest | "malformed")[] = [];
  const stream = new PassThrough();
  readHttpRequests(stream, {
    largestBody,
    onRequest: (each) => seen.push(each),
    onMalformed: () => seen.push("malformed"),
  });
  for (const chunk of chunks) stream.emit("data", Buffer.from(chunk));
  return seen;
}

const whole = (method: string, path: string, body = "") => ({ method, path, body, isTooLarge: false });

test("pipelined requests come out one by one", () => {
  expect(read([request("POST", "/a", '{"é":1}') + request("GET", "/b")])).toEqual([
    whole("POST", "/a", '{"é":1}'),
    whole("GET", "/b"),
  ]);
});

test("wherever the bytes are cut, the requests are the same", () => {
  const bytes = Buffer.from(
    request("POST", "/a", "ä\r\n\r\nb") +
      request("GET", "/b") +
      request("POST", "/large", "x".repeat(50)) +
      request("POST", "/c", "{}"),
  );
  const uncut = read([bytes], 20);
  expect(uncut).toHaveLength(4);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      expect(read(chunks, 20)).toEqual(uncut);
    }),
  );
});

describe("what would have to be kept without limit is not", () => {
  test("a body that is too large is thrown away as it comes, and the next request is read", () => {
    const head = "POST /a HTTP/1.1\r\nContent-Length: 5000\r\n\r\n";
    const body = Array.from({ length: 50 }, () => "x".repeat(100));
    expect(read([head, ...body, request("GET", "/b")])).toEqual([
      { method: "POST", path: "/a", body: "", isTooLarge: true },
      whole("GET", "/b"),
    ]);
  });

  test("its announcement alone is enough to know it", () => {
    expect(read(["POST /a HTTP/1.1\r\nContent-Length: 9007199254740991\r\n\r\n"])).toEqual([
      { method: "POST", path: "/a", body: "", isTooLarge: true },
    ]);
  });

  test.each(["-1", "1e9", "0x10", "", "99999999999999999999", "1, 2"])(
    "the length %j makes it no request",
    (length) => {
      expect(read([`POST /a HTTP/1.1\r\nContent-Length: ${length}\r\n\r\n`, request("GET", "/b")])).toEqual([
        "malformed",
      ]);
    },
  );

  test("a head without an end is no request", () => {
    expect(read(["GET / HTTP/1.1\r\n", `X: ${"y".repeat(70_000)}`, request("GET", "/b")])).toEqual([
      "malformed",
    ]);
  });
});

test("a response carries its length in bytes", () => {
  expect(httpResponse("200 OK", '"é"', { "X-Id": "1" })).toBe(
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Id: 1\r\nContent-Length: 4\r\n\r\n"é"',
  );
});
