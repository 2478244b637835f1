import { FIGURES } from "./figures";
import { loadOf, type Load } from "./load";
import { busPolicySize, reachedAt, USED, type RateQuota } from "./quotas";

const { assumptions, measured, quotas } = FIGURES;
const ACCOUNTS = 10_000;
const loadAt = (changes: number): Load =>
  loadOf({ accounts: ACCOUNTS, changesADay: changes / ACCOUNTS }, measured, assumptions);

test("ten mails a second are reached by ten times fewer changes than a day of them", () => {
  expect(reachedAt("snsMail", 10, loadAt)).toBe((10 * 86_400) / assumptions.peak.value);
});

test.each(Object.keys(quotas.rates) as RateQuota[])(
  "%s is reached there, and not one change before",
  (id) => {
    const { limit } = quotas.rates[id];
    const reached = reachedAt(id, limit, loadAt) ?? NaN;
    expect(USED[id](loadAt(reached))).toBeGreaterThanOrEqual(limit);
    expect(USED[id](loadAt(reached - 1))).toBeLessThan(limit);
  },
);

test("a quota without an end is never reached", () => {
  expect(reachedAt("putEvents", Infinity, loadAt)).toBeUndefined();
});

test("the bus policy is as large for one account as for all", () => {
  const { organization, perAccount } = busPolicySize();
  expect(organization).toBeLessThan(quotas.sizes.busPolicyCharacters.limit / 10);
  expect(perAccount * 100).toBeGreaterThan(quotas.sizes.busPolicyCharacters.limit);
});

test("mail is the first quota, Security Hub the second, STS the third, as the page's summary says", () => {
  const ids = Object.keys(quotas.rates) as RateQuota[];
  const reached = ids.map((id) => ({ id, at: reachedAt(id, quotas.rates[id].limit, loadAt) ?? Infinity }));
  expect(reached.sort((a, b) => a.at - b.at).map(({ id }) => id)).toMatchObject({
    0: "snsMail",
    1: "securityHubImports",
    2: "stsRequests",
  });
});
