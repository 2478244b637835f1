/** A clock that stands still until a test moves it. */
export interface FakeClock {
  /** In ms since 1970, as `Date.now` gives it. */
  readonly now: () => number;
  readonly advance: (ms: number) => void;
}

/** @param start - ISO 8601 */
export function fakeClock(start = "2026-03-04T09:14:02Z"): FakeClock {
  let time = Date.parse(start);
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
  };
}
