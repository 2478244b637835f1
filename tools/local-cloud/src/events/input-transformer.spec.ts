import fc from "fast-check";
import { transformInput } from "./input-transformer";

const EVENT = {
  id: "1",
  source: "test",
  detail: {
    instance: "i-0123",
    state: 'RUN"NING',
    count: 2,
    on: true,
    none: null,
    tags: ["a", "b"],
    deep: { a: "x", list: [{ n: 1 }, { n: 2 }] },
  },
};

const BY = { ruleArn: "arn:rule", ruleName: "rule", ingestionTime: "2026-01-01T00:00:00.000Z" };

const PATHS = {
  instance: "$.detail.instance",
  state: "$.detail.state",
  count: "$.detail.count",
  on: "$.detail.on",
  none: "$.detail.none",
  tags: "$.detail.tags",
  deep: "$.detail.deep",
  first: "$.detail.deep.list[0].n",
  all: "$.detail.deep.list[*].n",
  missing: "$.detail.nothing.here",
};

test.each([
  ["a text", '"<instance> is on"', '"i-0123 is on"'],
  ["quotes of a value inside of a text", '"state <state>"', '"state RUN\\"NING"'],
  ["quotes of the template", '"say \\"<instance>\\" <count>"', '"say \\"i-0123\\" 2"'],
  [
    "values of an object",
    '{"i": <instance>, "n": <count>, "b": <on>, "z": <none>}',
    '{"i": "i-0123", "n": 2, "b": true, "z": null}',
  ],
  ["values inside of the texts of an object", '{"m": "<instance> <on>"}', '{"m": "i-0123 true"}'],
  ["a list as value", '{"t": <tags>}', '{"t": ["a","b"]}'],
  ["an object as value", "<deep>", '{"a":"x","list":[{"n":1},{"n":2}]}'],
  ["an object inside of a text loses its quotes", '"d: <deep>"', '"d: {a:x,list:[{n:1},{n:2}]}"'],
  ["an index and a wildcard", '{"first": <first>, "all": <all>}', '{"first": 1, "all": [1,2]}'],
  ["a missing path as value", '{"m": <missing>}', '{"m": ""}'],
  ["a missing path in a text", '"[<missing>]"', '"[]"'],
  ["a name that was never defined", '"[<other>]"', '"[]"'],
  [
    "the rule",
    '{"a": <aws.events.rule-arn>, "n": "<aws.events.rule-name>"}',
    '{"a": "arn:rule", "n": "rule"}',
  ],
  ["the time", '"<aws.events.event.ingestion-time>"', '"2026-01-01T00:00:00.000Z"'],
  ["the event without its detail", "<aws.events.event>", '{"id":"1","source":"test"}'],
  ["the whole event", '{"e": <aws.events.event.json>}', `{"e": ${JSON.stringify(EVENT)}}`],
  ["no placeholder", '{"a": 1}', '{"a": 1}'],
  ["several lines of text", '"<instance>"\n"<count>"', '"i-0123"\n"2"'],
])("%s", (_name, template, data) => {
  expect(transformInput(EVENT, { paths: PATHS, template }, BY)).toEqual({ success: true, data });
});

test.each(["<instance> is on", '{"a": <instance>', "{<instance> <count>}"])(
  "%s makes no JSON",
  (template) => {
    expect(transformInput(EVENT, { paths: PATHS, template }, BY)).toMatchObject({ success: false });
  },
);

test("whatever the event and the path: no exception, and a text stays JSON", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (event, path) => {
      const filled = transformInput(
        event,
        { paths: { a: `$.${path}` }, template: '{"a": <a>, "b": "x <a>"}' },
        BY,
      );
      expect(filled.success).toBe(true);
      if (filled.success) JSON.parse(filled.data);
    }),
  );
});
