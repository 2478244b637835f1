import { PassThrough, Writable } from "node:stream";
import { type Streams, terminal } from "./terminal";
import { styled } from "./text";

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
    const printed: unknown[] = [];
    stdout.on("error", (error) => printed.push(error));
    await terminal({ stdout, stderr: stdout } as unknown as Streams).print("one");
    expect(printed).toMatchObject([{ code }]);
  },
);

test("where there is no terminal, lines only, without colours", async () => {
  const { out, text } = screen(false);
  out.progress("[#---]");
  await out.print(styled("red", "one"));
  out.complain(styled("red", "two"));
  out.progress("");
  expect(text).toEqual(["one\n", "two\n"]);
});

test("what strangers wrote is shown, not obeyed, inside a styled piece too; the style is ours", async () => {
  const { out, text } = screen(true);
  const hostile = "\u001b[2Ja\nb\u202e";
  await out.print([styled("red", hostile), " ", hostile]);
  out.complain(hostile);
  out.progress(hostile);
  const shown = "\\u001b[2Ja\\u000ab\\u202e";
  expect(text).toEqual([`\u001b[31m${shown}\u001b[39m ${shown}\n`, `${shown}\n`, `\r\u001b[K${shown}`]);
});

test("a line of JSON means the same", async () => {
  const { out, text } = screen(false);
  const value = { "\u2028": "\u007f\u009b2J \u202e\ud800 \u{e0001}\n" };
  await out.print(JSON.stringify(value));
  expect(text.join("").trimEnd()).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expect(JSON.parse(text.join(""))).toEqual(value);
});
