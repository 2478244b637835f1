import { BREAKABLE, type Breakable, type Change } from "@security-auto/report";
import { useState } from "preact/hooks";
import type { Live } from "../data/source";

/** What can be changed in the local cloud. */
export function Controls({ live: { buckets, broken, change } }: { readonly live: Live }) {
  const [chosen, choose] = useState(0);
  const [permission, name] = useState<Breakable>("read-policy");
  const [told, tell] = useState("");
  const target = buckets[chosen];
  const make = (wanted: Change, done: string) => () => {
    tell("Under way");
    void change(wanted).then((problem) => {
      tell(problem ?? done);
    });
  };
  return (
    <section aria-labelledby="change">
      <h2 id="change">Change something</h2>
      {target === undefined ? (
        <p>
          There is no bucket to open: start{" "}
          <code>npm run local -- --scenario tools/cli/samples/scenario.json</code>.
        </p>
      ) : (
        <div class="filters">
          <label>
            Bucket
            <select
              value={chosen}
              onChange={({ currentTarget }) => {
                choose(Number(currentTarget.value));
              }}
            >
              {buckets.map(({ account, bucket }, index) => (
                <option key={index} value={index}>
                  {bucket} of {account}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            onClick={make({ change: "open", ...target }, `${target.bucket} is open to everyone`)}
          >
            Open it to everyone
          </button>
          <button
            type="button"
            onClick={make({ change: "close", ...target }, `The policy of ${target.bucket} is deleted`)}
          >
            Close it
          </button>
        </div>
      )}
      <div class="filters">
        <label>
          Permission
          <select
            value={permission}
            onChange={({ currentTarget }) => {
              name(currentTarget.value as Breakable);
            }}
          >
            {Object.entries(BREAKABLE).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={make({ change: "break", permission }, "It is refused from now on")}>
          Break it
        </button>
        <button
          type="button"
          disabled={broken === undefined}
          onClick={make({ change: "mend" }, "Everything is mended")}
        >
          Mend it
        </button>
      </div>
      <p role="status">
        {told}
        {broken !== undefined && ` Broken now: ${BREAKABLE[broken]}.`}
      </p>
    </section>
  );
}
