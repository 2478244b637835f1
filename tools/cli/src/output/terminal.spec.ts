import { PassThrough, Writable } from "node:stream";
import { type Streams, terminal } from "./terminal";

/** Two streams into one text, as a person sees them. */
function screen(isTTY: boolean) {
  const text: string[] = [];
  const stream = () => {
    const through = new PassThrough();
    through.on("data", (chunk: Buffer) => text.push(chunk.toString()));
    return Object.assign(through, { isTTY });
  };
  const streams = { stdout: stream(), stderr: stream() } as unknown as Streams;
  return { out: terminal(streams), text };
}

test("on a terminal a line is printed in place of the progress line, which then stands below it", async () => {
  const { out, text } = screen(true);
  out.progress("[#---]");
  await out.print("one");
  out.progress("");
  expect(text).toEqual(["\r\u001b[K[#---]", "\r\u001b[K", "one\n", "\r\u001b[K[#---]", "\r\u001b[K"]);
});

test.each(["EPIPE", "ENOSPC", "EIO"])(
  "what is printed where the output ends (%s) is waited for, and no error",
  async (code) => {
    const stdout = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error(code), { code }));
      },
    });
    const told: unknown[] = [];
    stdout.on("error", (error) => told.push(error));
    await terminal({ stdout, stderr: stdout } as unknown as Streams).print("one");
    expect(told).toMatchObject([{ code }]);
  },
);

test("where there is no terminal, lines only, without colours", async () => {
  const { out, text } = screen(false);
  out.progress("[#---]");
  await out.print(out.style("red", "one"));
  out.progress("");
  expect(text).toEqual(["one\n"]);
});
