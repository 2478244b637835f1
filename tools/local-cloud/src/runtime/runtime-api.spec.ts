import { connect } from "node:net";
import { RuntimeApi } from "./runtime-api";

const heard: string[] = [];
let api: RuntimeApi;
let address: string;
beforeEach(async () => {
  heard.length = 0;
  api = new RuntimeApi({
    onPoll: () => heard.push("poll"),
    onResponse: (payload) => heard.push(`response ${payload}`),
    onError: (payload) => heard.push(`error ${payload}`),
    onInitError: (payload) => heard.push(`init error ${payload}`),
  });
  address = await api.listen();
});
afterEach(() => {
  api.close();
});

const INVOCATION = {
  requestId: "6f1c1f5e-0000-4000-8000-000000000000",
  functionArn: "arn:aws:lambda:us-west-2:111122223333:function:logger",
  deadlineMs: 0,
  payload: '{"secret":true}',
  fault: undefined,
};

const url = (path: string, of = address) => `http://${of}/2018-06-01/runtime/${path}`;

describe("only the process that knows the secret of the address is answered", () => {
  test.each([
    ["without a secret", () => address.split("/")[0] ?? ""],
    ["with another one", () => address.replace(/.$/, (last) => (last === "0" ? "1" : "0"))],
    ["with a part of it", () => address.slice(0, -1)],
  ])("%s nobody takes an invocation, or answers it", async (_name, other) => {
    const taken = fetch(url("invocation/next"));
    while (!heard.includes("poll")) await new Promise((resolve) => setImmediate(resolve));
    expect((await fetch(url("invocation/next", other()))).status).toBe(404);
    api.dispatch(INVOCATION);
    expect(await (await taken).json()).toEqual({ secret: true });
    const answer = { method: "POST", body: '"forged"' };
    for (const path of [`invocation/${INVOCATION.requestId}/response`, "init/error"]) {
      expect((await fetch(url(path, other()), answer)).status).toBe(404);
    }
    expect(heard).toEqual(["poll"]);
    expect(
      (await fetch(url(`invocation/${INVOCATION.requestId}/response`), { ...answer, body: '"own"' })).status,
    ).toBe(202);
    expect(heard).toEqual(["poll", 'response "own"']);
  });
});

test("a response that is too large by its head is an error, and nothing of it is kept", async () => {
  const polled = fetch(url("invocation/next"));
  while (!heard.includes("poll")) await new Promise((resolve) => setImmediate(resolve));
  api.dispatch(INVOCATION);
  await polled;
  const [host = "", secret = ""] = address.split("/");
  const socket = connect(Number(host.split(":")[1]), "127.0.0.1");
  socket.write(
    `POST /${secret}/2018-06-01/runtime/invocation/${INVOCATION.requestId}/response HTTP/1.1\r\nContent-Length: ${2 ** 50}\r\n\r\n`,
  );
  await new Promise((resolve) => socket.once("data", resolve));
  socket.destroy();
  expect(heard.at(-1)).toMatch(/^error .*Function\.ResponseSizeTooLarge/);
});
