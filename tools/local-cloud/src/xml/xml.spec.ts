import * as fc from "fast-check";
import { parseXml, textAt } from "./parse-xml";
import { documentOf, element } from "./write-xml";
import { xmlToJson } from "./xml-to-json";

function parsed(source: string) {
  const result = parseXml(source);
  if (!result.success) throw new Error(result.error);
  return result.data;
}

test.each<[string, string, unknown]>([
  ["an empty element is an empty text", "<a/>", ""],
  ["true is JSON's", "<a>true</a>", true],
  ["a number stays text", "<a>1</a>", "1"],
  ["one child of a name is a value", "<a><b>x</b></a>", { b: "x" }],
  ["several children of a name are a list", "<a><b>x</b><b>y</b><c/></a>", { b: ["x", "y"], c: "" }],
  ["attributes stand among the children", '<a x:y="&lt;1"><b>2</b></a>', { "x:y": "<1", b: "2" }],
  [
    "comments and white space are left out, characters by number are read",
    "<?xml version='1.0'?>\n<!-- <b> --><a>\n <b>&#65;&#x42;&amp;</b>\n</a>\n",
    { b: "AB&" },
  ],
  ["CDATA is text as it stands", "<a><![CDATA[<b>&amp;]]></a>", "<b>&amp;"],
])("%s", (_what, source, json) => {
  expect(xmlToJson(parsed(source))).toEqual(json);
});

test.each([
  ["nothing", ""],
  ["text without an element", "text"],
  ["an element that is not closed", "<a>"],
  ["an end without a beginning", "</a>"],
  ["an end of another name", "<a></b>"],
  ["two roots", "<a/><b/>"],
  ["text behind the root", "<a/>text"],
  ["an attribute without a value", "<a b></a>"],
  ["an attribute without quotes", "<a b=1/>"],
  ["an end that is empty", "</a/>"],
  ["a comment that does not end", "<a><!-- </a>"],
  ["a document type", "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"],
  ["nesting of 40 levels", "<a>".repeat(40) + "</a>".repeat(40)],
])("%s is refused", (_what, source) => {
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
