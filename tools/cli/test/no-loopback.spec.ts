import { argumentsOf, ROOT, startServed } from "./command";

// Processes are started: seconds on a busy machine.
jest.setTimeout(120_000);

/** Where the interface is down a server can listen, and nobody can connect to it; where it has no address, neither. */
const FAILING = {
  "is down": `net.Socket.prototype.connect = function () {
    return this.destroy(Object.assign(new Error("connect"), { code: "ENETUNREACH" }));
  };`,
  "has no address": `net.Server.prototype.listen = function () {
    process.nextTick(() => this.emit("error", Object.assign(new Error("listen"), { code: "EADDRNOTAVAIL" })));
    return this;
  };`,
};

describe.each([
  ["is down", "ENETUNREACH"],
  ["has no address", "EADDRNOTAVAIL"],
] as const)("a loopback interface that %s", (how, code) => {
  test.each([
    ["start", []],
    ["replay", ["tools/cli/samples/public-policy.json"]],
    ["local", []],
  ])("%s: one line that says what to do, exit 2", async (name, args) => {
    const preload = `data:text/javascript,${encodeURIComponent(`import net from "node:net"; ${FAILING[how]}`)}`;
    const command = argumentsOf([name, ...args], ROOT);
    const { status, stdout, stderr } = await startServed(
      process.execPath,
      ["--import", preload, ...command],
      {},
    ).ended;
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(
      new RegExp(`^the loopback interface cannot be used \\(${code}\\): .*ip link set lo up.*\\n$`),
    );
  });
});
