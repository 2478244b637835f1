import { SmallBundle } from "../test/small-bundle";

test.each(["0o022", "0o077", "0o000"])(
  "everybody may read what is built with umask %s, and nobody else write it",
  (umask) => {
    const bundle = new SmallBundle(
      {
        "main.ts": 'export const handler = async () => (await import("./later")).answer;',
        "later.ts": 'export const answer = "from a second file";',
      },
      { umask },
    );
    const [folder, ...files] = bundle.modes;
    expect(folder).toBe("755");
    expect(files.length).toBeGreaterThanOrEqual(4); // two files and their source maps
    expect(new Set(files)).toEqual(new Set(["644"]));
  },
);
