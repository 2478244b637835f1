import { DEFAULT_NAMES, LONGEST_SUFFIX, NAME_RULES } from "./names";

const defaults = new Map<string, string>(Object.entries(DEFAULT_NAMES));

test.each(Object.entries(NAME_RULES))(
  "the default name of %s is one its service takes, with the longest suffix too",
  (thing, { characters }) => {
    const name = defaults.get(thing) ?? "";
    expect(name).toMatch(characters);
    expect(name + "x".repeat(LONGEST_SUFFIX)).toMatch(characters);
  },
);
