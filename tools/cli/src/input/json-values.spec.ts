import fc from "fast-check";
import { jsonValues } from "./json-values";
import type { Source } from "./source";

/** A text that arrives in chunks of `size` bytes. */
function source(text: string, size = 7): Source {
  const bytes = Buffer.from(text);
  return {
    name: "events.json",
    async *open() {
      for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(bytes.subarray(at, at + size));
    },
  };
}

async function valuesOf(text: string, size?: number): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const each of jsonValues(source(text, size))) values.push("value" in each ? each.value : each);
  return values;
}

describe("what a text may hold", () => {
  test.each([
    ["one object", '{"a":1}', [{ a: 1 }]],
    ["one object over several lines", '{\n  "a": [1, {"b": null}]\n}\n', [{ a: [1, { b: null }] }]],
    ["a list", ' [ {"a":1}, {"b":2} ] ', [{ a: 1 }, { b: 2 }]],
    ["an empty list", "[]", []],
    ["NDJSON", '{"a":1}\n{"b":2}\n\n{"c":"\\n}"}', [{ a: 1 }, { b: 2 }, { c: "\n}" }]],
    ["NDJSON with Windows line ends", '{"a":1}\r\n{"b":2}\r\n', [{ a: 1 }, { b: 2 }]],
    ["a CloudTrail log file", '{ "Records" : [ {"a":1}, {"b":[2]} ] }', [{ a: 1 }, { b: [2] }]],
    ["a CloudTrail log file without records", '{"Records":[]}', []],
    [
      "log files one after the other",
      '{"Records":[{"a":1}]}{"Records":[]}\n{"Records":[{"b":2}]}',
      [{ a: 1 }, { b: 2 }],
    ],
    [
      "a log file, then values",
      '{"Records":[{"a":1}]}\n{"b":{"Records":[2]}}',
      [{ a: 1 }, { b: { Records: [2] } }],
    ],
    ["a list, then a list", '[{"a":1}]\n[{"b":2}]', [{ a: 1 }, { b: 2 }]],
    ["a list of lists", '[[{"a":1}],[]]', [[{ a: 1 }], []]],
    ["a log file whose first key is another", '{"a":{"b":[1]},"Records":[{"a":1}],"c":2}', [{ a: 1 }]],
    ["a log file whose key is written with an escape", '{"a":1,"Rec\\u006frds":[{"a":1}]}', [{ a: 1 }]],
    ["records below another key", '{"a":{"Records":[1]}}', [{ a: { Records: [1] } }]],
    [
      "quotes and backslashes at the end of a string",
      String.raw`{"a":"\\","b":"\"","c":"\\\""}`,
      [{ a: "\\", b: '"', c: '\\"' }],
    ],
    ["keys of an object's own machinery", '{"__proto__":1}', [JSON.parse('{"__proto__":1}')]],
    ["records that are no list", '{"Records":{"a":1}}', [{ Records: { a: 1 } }]],
    ["an empty object", "{}", [{}]],
    ["scalars one after the other", '1 null "x"', [1, null, "x"]],
    ["a byte order mark", '\ufeff[{"a":"é"}]', [{ a: "é" }]],
    ["a scalar", "42", [42]],
  ])("%s", async (_name, text, expected) => {
    expect(await valuesOf(text)).toEqual(expected);
    expect(await valuesOf(text, 1)).toEqual(expected);
    expect(await valuesOf(text, 1_000_000)).toEqual(expected);
  });

  test("a value that is nested too deep or too large is refused by itself", async () => {
    const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
    const text = `[1,${deep(1000)},${deep(6000)},{"a":"]}\\"","b":${deep(1000)}},2]`;
    expect(await valuesOf(text, 1000)).toMatchObject([
      1,
      expect.any(Array),
      { refused: "nested 6,000 levels deep; the limit, EventBridge's, is 1,000" },
      { refused: expect.stringContaining("1,001 levels") as string },
      2,
    ]);
    const read: unknown[] = [];
    for await (const each of jsonValues(source('[1,"seven",{"a":[2,3]}]'), { mostBytes: 6 })) read.push(each);
    const refused = "larger than 6 bytes; that is the most that is read of one value";
    expect(read).toEqual([{ value: 1 }, { refused }, { refused }]);
  });

  test("any JSON values, as a list, as NDJSON or as records, in chunks of any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ noUnicodeString: false })),
        fc.integer({ min: 1, max: 300 }),
        async (list, size) => {
          const values = JSON.parse(JSON.stringify(list)) as unknown[];
          const objects = values.map((value) => ({ value }));
          expect(await valuesOf(JSON.stringify(objects), size)).toEqual(objects);
          expect(await valuesOf(JSON.stringify({ Records: objects }), size)).toEqual(objects);
          const otherwise = JSON.stringify({ first: objects, Records: objects, last: objects });
          expect(await valuesOf(otherwise, size)).toEqual(objects);
          if (objects.length > 0) {
            expect(await valuesOf(objects.map((each) => JSON.stringify(each)).join("\n"), size)).toEqual(
              objects,
            );
          }
        },
      ),
    );
  });
});

describe("what is no JSON is refused with its place", () => {
  test.each([
    ["text", "hello", 'events.json: line 1, column 1: unexpected "h"'],
    ["nothing", " \n", "events.json: line 2, column 1: there is nothing in it"],
    ["a comma too many", '{"a":1,}', 'events.json: line 1, column 8: unexpected "}"'],
    [
      "a value cut off",
      '{"a":1}\n{"b":',
      "events.json: line 2, column 6: the text ends in the middle of a value",
    ],
    ["a list cut off", '[{"a":1},', "events.json: line 1, column 10: the text ends in the middle of a value"],
    [
      "records cut off",
      '{"Records":[{"a":1}',
      "events.json: line 1, column 20: the text ends in the middle of a value",
    ],
    ["no comma between elements", '[{"a":1}\n {"b":2}]', 'events.json: line 2, column 2: unexpected "{"'],
    ["more after a list", '[{"a":1}]\nxyz', 'events.json: line 2, column 1: unexpected "x"'],
    ["a list, then a comma", '[{"a":1}],', 'events.json: line 1, column 10: unexpected ","'],
    [
      "a log file cut off after another",
      '{"Records":[]}{"Rec',
      "events.json: line 1, column 20: the text ends in",
    ],
    ["a fault in a member before the one that shows", '{"a":[tru],]', 'line 1, column 10: unexpected "]"'],
    ["a fault beside the records", '{"a":1,"Records":[],"b":[1,]}', 'line 1, column 28: unexpected "]"'],
    ["a key that is none", '{"a":1,b:2}', 'line 1, column 8: unexpected "b"'],
    ["a value that is none", "[,1]", 'line 1, column 2: unexpected ","'],
    ["a line break in a string", '{"a":"\n"}', "line 1, column 7: unexpected"],
    ["a number that is none", "[01]", "line 1, column 3: unexpected"],
    ["a string cut off", '{"a":1}"b', "line 1, column 10: the text ends in the middle of a value"],
    ["a broken word", '[{"a":tru}]', 'events.json: line 1, column 10: unexpected "}"'],
  ])("%s", async (_name, text, message) => {
    await expect(valuesOf(text)).rejects.toThrow(message);
    await expect(valuesOf(text, 1)).rejects.toThrow(message);
  });
});
