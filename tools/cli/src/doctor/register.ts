import { checksMade } from "@security-auto/assessment";
import { openRegister } from "@security-auto/register";
import { asked, type Check, ok, unknown, wrong } from "./check";
import type { DoctorClients } from "./clients";
import type { Expected } from "./expected";

/** How old the coverage of an account may be, in ms: a daily sweep checks it. */
const OLD_MS = 26 * 60 * 60 * 1000;

/** How well each account is covered, as the last sweep found, and whether remediation may write. */
export async function checkRegister(
  { register: place, remediates }: Expected,
  { dynamoDb }: DoctorClients,
  { environment, now }: { readonly environment: string; readonly now: number },
): Promise<readonly Check[]> {
  if (place === undefined) return [];
  const register = openRegister(dynamoDb, { tableName: place.tableName });
  const coverage = await asked("coverage", async () => {
    const checks: Check[] = [];
    for await (const item of register.items()) {
      if (item.item !== "coverage" || item.expiresAt !== undefined) continue;
      const check = `coverage of ${item.account} in ${item.region}`;
      const made = checksMade(item.checks);
      const told = (result: "wrong" | "unknown"): string =>
        made
          .filter(([, each]) => each.result === result)
          .map(([name, { because }]) => (because === undefined ? name : `${name}: ${because}`))
          .join("; ");
      const mends = made.flatMap(([, { result, mend }]) =>
        result === "wrong" && mend !== undefined ? [mend] : [],
      );
      if (told("wrong") !== "")
        checks.push(
          wrong(
            check,
            told("wrong"),
            mends.length === 0
              ? `npm run sweep -- --environment=${environment} --account ${item.account} checks it again`
              : [...new Set(mends)].join("; "),
          ),
        );
      else if (told("unknown") !== "") checks.push(unknown(check, told("unknown")));
      else if (now - Date.parse(item.checkedAt) > OLD_MS)
        checks.push(unknown(check, `it was well at ${item.checkedAt}, and was not checked since`));
      else checks.push(ok(check, `${made.length} checks at ${item.checkedAt}`));
    }
    return checks.length === 0
      ? [unknown("coverage", "no sweep has checked any account yet: npm run sweep does")]
      : checks.sort((a, b) => a.check.localeCompare(b.check));
  });
  if (!remediates) return coverage;
  const enforcement = await asked("enforcement", async () => {
    const control = await register.control("enforcement");
    return [
      control?.value === "off"
        ? wrong(
            "enforcement",
            `off since ${control.at}, by ${control.by}: nothing is written to any bucket`,
            `npm run enforcement -- --environment=${environment} on`,
          )
        : ok("enforcement", "on"),
    ];
  });
  return [...coverage, ...enforcement];
}
