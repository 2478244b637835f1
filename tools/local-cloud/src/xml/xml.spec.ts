import * as fc from "fast-check";
import { parseXml, textAt } from "./parse-xml";
import { documentOf, element } from "./write-xml";
import { xmlToJson } from "./xml-to-json";

function parsed(source: string) {
  const result = parseXml(source);
  if (!result.success) throw new Error(result.error);
  return result.data;
}

test.each([
  ["<a/>", ""],
  ["<a>true</a>", true],
  ["<a>1</a>", "1"],
  ["<a><b>x</b></a>", { b: "x" }],
  ["<a><b>x</b><b>y</b><c/></a>", { b: ["x", "y"], c: "" }],
  ['<a x:y="&lt;1"><b>2</b></a>', { "x:y": "<1", b: "2" }],
  ["<?xml version='1.0'?>\n<!-- <b> --><a>\n <b>&#65;&#x42;&amp;</b>\n</a>\n", { b: "AB&" }],
  ["<a><![CDATA[<b>&amp;]]></a>", "<b>&amp;"],
])("%s as JSON", (source, json) => {
  expect(xmlToJson(parsed(source))).toEqual(json);
});

test.each([
  [""],
  ["text"],
  ["<a>"],
  ["</a>"],
  ["<a></b>"],
  ["<a/><b/>"],
  ["<a b></a>"],
  ["<a b=1/>"],
  ["</a/>"],
  ["<a><!-- </a>"],
  ["<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"],
  ["<a>".repeat(40) + "</a>".repeat(40)],
])("%s is refused", (source) => {
  expect(parseXml(source).success).toBe(false);
});

test("what is written is read back", () => {
  const text = fc.string({ unit: "grapheme" }).filter((each) => each.trim() === each);
  fc.assert(
    fc.property(text, text, (content, attribute) => {
      const source = documentOf(element("a", [element("b", content)], { c: attribute }));
      expect(textAt(parsed(source), "b")).toBe(content);
      expect(parsed(source).attributes["c"]).toBe(attribute);
    }),
  );
});

test("hostile text is refused or read, and never throws", () => {
  const pieces = fc.constantFrom(
    "<",
    ">",
    "/",
    "a",
    '"',
    "=",
    "&",
    "&#x110000;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    " ",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      expect(typeof parseXml(parts.join("")).success).toBe("boolean");
    }),
  );
});
