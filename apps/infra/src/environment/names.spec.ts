import { functionKeys, functionNames } from "./functions";
import { NAME_KINDS, type NameEntry } from "./name-kinds";
import { LONGEST_SUFFIX, NAMES } from "./names";

const entries: readonly (readonly [string, NameEntry])[] = [
  ...Object.entries(NAMES),
  ...functionKeys.flatMap((key) =>
    Object.entries(functionNames(key)).map(([name, entry]) => [`${key}.${name}`, entry] as const),
  ),
];

test.each(entries)(
  "the default name of %s is one its service takes, with the longest suffix too",
  (_, { kind, default: name }) => {
    const { characters } = NAME_KINDS[kind];
    expect(name).toMatch(characters);
    expect(name + "x".repeat(LONGEST_SUFFIX)).toMatch(characters);
  },
);
