import type { Exposure as ExposureName } from "@security-auto/assessment";
import { EXPOSURES, exposureInWords } from "../core/words";

interface Props {
  readonly atLeast: ExposureName;
  readonly atMost: ExposureName;
}

/** An exposure as an interval on its four steps: full as far as it is certain, hatched as far as it cannot be excluded; and in words. */
export function Exposure({ atLeast, atMost }: Props) {
  const [least, most] = [EXPOSURES.indexOf(atLeast), EXPOSURES.indexOf(atMost)];
  return (
    <span class={`exposure ${atMost}`}>
      <svg aria-hidden="true" viewBox="0 0 43 10" width="43" height="10">
        {EXPOSURES.map((_step, at) => (
          <rect
            key={at}
            x={at * 11 + 0.5}
            y={0.5}
            width={9}
            height={9}
            class={at <= least ? "certain" : at <= most ? "possible" : "excluded"}
          />
        ))}
      </svg>{" "}
      {exposureInWords(atLeast, atMost)}
    </span>
  );
}
