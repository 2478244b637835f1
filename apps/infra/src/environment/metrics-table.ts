import { METRICS } from "@security-auto/handler";

/** The metrics that the functions publish, as a Markdown table. */
export function metricsTable(): string {
  return [
    "| metric | unit | dimensions | what it counts or measures |",
    "| --- | --- | --- | --- |",
    ...Object.entries(METRICS).map(
      ([name, { unit, dimensions, meaning }]) =>
        `| \`${name}\` | ${unit} | ${dimensions.join(", ")} | ${meaning} |`,
    ),
  ].join("\n");
}
