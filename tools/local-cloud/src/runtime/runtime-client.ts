/**
 * The part of the bootstrap that speaks to the Runtime API, as text.
 *
 * It speaks HTTP/1.1 over one socket by hand: answering and asking for the next invocation leave in one write,
 * which is worth a factor of three over `node:http` for small handlers.
 */
export const RUNTIME_CLIENT = String.raw`
import net from "node:net";

function connect() {
  const [address, secret] = process.env.AWS_LAMBDA_RUNTIME_API.split("/");
  const [host, port] = address.split(":");
  // The function sees what it would in Lambda, and what it starts cannot speak for it.
  process.env.AWS_LAMBDA_RUNTIME_API = address;
  const socket = net.connect({ host, port: Number(port), noDelay: true });
  const waiting = [];
  let received = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    for (;;) {
      const end = received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const headers = {};
      for (const line of received.toString("latin1", 0, end).split("\r\n").slice(1)) {
        const colon = line.indexOf(":");
        headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
      }
      const stop = end + 4 + Number(headers["content-length"] ?? 0);
      if (received.length < stop) return;
      const body = received.toString("utf8", end + 4, stop);
      received = received.subarray(stop);
      waiting.shift()?.({ headers, body });
    }
  });
  socket.on("error", () => {});
  socket.on("close", () => process.exit());
  const base = "/" + secret + "/2018-06-01/runtime/";
  const host_ = " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n";
  const get = "GET " + base + "invocation/next" + host_ + "\r\n";
  const post = (where, body, type) =>
    "POST " + base + where + host_ + "Content-Type: application/json\r\n" +
    (type ? "Lambda-Runtime-Function-Error-Type: " + type + "\r\n" : "") +
    "Content-Length: " + Buffer.byteLength(body) + "\r\n\r\n" + body;
  return {
    next: (answer = "") =>
      new Promise((resolve) => {
        if (answer !== "") waiting.push(() => {});
        waiting.push(resolve);
        socket.write(answer + get);
      }),
    send: (text) =>
      new Promise((resolve) => {
        waiting.push(resolve);
        socket.write(text);
      }),
    post,
  };
}
`;
