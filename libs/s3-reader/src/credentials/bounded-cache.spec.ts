import { BoundedCache } from "./bounded-cache";

describe("a bounded cache", () => {
  it("gives up what was not used for longest", () => {
    const cache = new BoundedCache<string, number>(2);
    cache.set("a", 1);
    cache.set("b", 2);
    cache.get("a");
    cache.set("c", 3);
    expect([cache.get("a"), cache.get("b"), cache.get("c"), cache.size]).toEqual([1, undefined, 3, 2]);
  });

  it("keeps one entry a key", () => {
    const cache = new BoundedCache<string, number>(2);
    cache.set("a", 1);
    cache.set("b", 2);
    cache.set("a", 3);
    expect([cache.get("a"), cache.get("b"), cache.size]).toEqual([3, 2, 2]);
    cache.delete("a");
    expect([cache.get("a"), cache.size]).toEqual([undefined, 1]);
  });
});
