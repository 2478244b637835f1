import { Teardown } from "./teardown";

test("takes away the last first, once, and goes on where one fails", async () => {
  const done: string[] = [];
  const teardown = new Teardown();
  const add = (what: string, fails = false) => {
    teardown.add(what, () => {
      done.push(what);
      return fails ? Promise.reject(new Error("it is in use")) : Promise.resolve();
    });
  };
  add("server");
  add("bucket", true);
  add("queue");

  const [left, again] = await Promise.all([teardown.run(), teardown.run()]);

  expect(done).toEqual(["queue", "bucket", "server"]);
  expect(left).toEqual(["bucket: it is in use"]);
  expect(again).toBe(left);
});
