import fc from "fast-check";
import { PassThrough } from "node:stream";
import { type HttpRequest, httpResponse, readHttpRequests } from "./http-requests";

const request = (method: string, path: string, body = ""): string =>
  `${method} ${path} HTTP/1.1\r\nHost: here\r\n${body === "" ? "" : `content-length: ${Buffer.byteLength(body)}\r\n`}\r\n${body}`;

function read(chunks: readonly Buffer[]): readonly HttpRequest[] {
  const seen: HttpRequest[] = [];
  const stream = new PassThrough();
  readHttpRequests(stream, (each) => seen.push(each));
  for (const chunk of chunks) stream.emit("data", chunk);
  return seen;
}

test("pipelined requests come out one by one", () => {
  expect(read([Buffer.from(request("POST", "/a", '{"é":1}') + request("GET", "/b"))])).toEqual([
    { method: "POST", path: "/a", body: '{"é":1}' },
    { method: "GET", path: "/b", body: "" },
  ]);
});

test("wherever the bytes are cut, the requests are the same", () => {
  const bytes = Buffer.from(
    request("POST", "/a", "ä\r\n\r\nb") + request("GET", "/b") + request("POST", "/c", "{}"),
  );
  const whole = read([bytes]);
  expect(whole).toHaveLength(3);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      const chunks = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      expect(read(chunks)).toEqual(whole);
    }),
  );
});

test("a response carries its length in bytes", () => {
  expect(httpResponse("200 OK", '"é"', { "X-Id": "1" })).toBe(
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Id: 1\r\nContent-Length: 4\r\n\r\n"é"',
  );
});
