import { useMemo } from "preact/hooks";
import type { Route } from "../core/route";
import { look } from "../core/use-route";
import { EXPOSURES, many, timeInWords, VERDICT_IN_WORDS, VERDICTS } from "../core/words";
import { bucketOf, bucketsFor, csvOf, type Sort, SORTS } from "../data/row";
import type { Source } from "../data/source";
import { Exposure } from "../parts/exposure";
import { Link } from "../parts/link";
import { Verdict } from "../parts/verdict";
import { VirtualRows } from "../parts/virtual-rows";

const SORT_IN_WORDS = {
  worst: "worst first",
  name: "by name",
  account: "by account",
  region: "by region",
  read: "read last first",
} as const satisfies Readonly<Record<Sort, string>>;

interface Props {
  readonly route: Route;
  readonly source: Source;
}

/** All buckets, searched, filtered and sorted as the address says. */
export function Buckets({ route, source: { report } }: Props) {
  const all = useMemo(() => report.buckets.map(bucketOf), [report]);
  const { q: text = "", verdict = "", exposure = "", account = "" } = route.query;
  const sort = SORTS.find((each) => each === route.query["sort"]) ?? "worst";
  const found = useMemo(
    () => bucketsFor(all, { text, verdict, exposure, account, sort }),
    [all, text, verdict, exposure, account, sort],
  );
  return (
    <>
      <form
        class="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <label>
          Search{" "}
          <input
            type="search"
            value={text}
            placeholder="name, account, region"
            onInput={({ currentTarget }) => {
              look(route, { q: currentTarget.value });
            }}
          />
        </label>
        <Choice
          label="Verdict"
          value={verdict}
          values={VERDICTS}
          words={VERDICT_IN_WORDS}
          onChoose={(verdict) => {
            look(route, { verdict });
          }}
        />
        <Choice
          label="May be"
          value={exposure}
          values={EXPOSURES}
          onChoose={(exposure) => {
            look(route, { exposure });
          }}
        />
        <label>
          Order{" "}
          <select
            value={sort}
            onChange={({ currentTarget }) => {
              look(route, { sort: currentTarget.value });
            }}
          >
            {SORTS.map((each) => (
              <option key={each} value={each}>
                {SORT_IN_WORDS[each]}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          onClick={() => {
            save("buckets.csv", csvOf(found));
          }}
        >
          Save as CSV
        </button>
      </form>
      <p role="status">
        {found.length === all.length
          ? many(all.length, "bucket")
          : `${many(found.length, "bucket")} of ${all.length}`}
      </p>
      <VirtualRows
        label="Buckets"
        columns={["Bucket", "Account", "Region", "Verdict", "Exposure", "Read"]}
        rows={found}
        keyOf={({ row }) => row}
        cells={(each) => [
          <Link to="bucket" of={[each.account, each.bucket]}>
            {each.bucket}
          </Link>,
          each.account,
          each.region,
          <Verdict verdict={each.verdict} />,
          <Exposure atLeast={each.atLeast} atMost={each.atMost} />,
          timeInWords(each.observedAt),
        ]}
      />
    </>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: string;
  readonly values: readonly V[];
  readonly words?: Readonly<Record<V, string>>;
  readonly onChoose: (value: string) => void;
}

function Choice<V extends string>({ label, value, values, words, onChoose }: ChoiceProps<V>) {
  return (
    <label>
      {label}{" "}
      <select
        value={value}
        onChange={({ currentTarget }) => {
          onChoose(currentTarget.value);
        }}
      >
        <option value="">any</option>
        {values.map((each) => (
          <option key={each} value={each}>
            {words?.[each] ?? each}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Hands a text to the browser as a file. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
