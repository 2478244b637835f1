import type { Asked } from "@security-auto/local-cloud";

/** What was asked of IAM, each question once: the same call by another session, at another time, is the same question. */
export class Seen {
  readonly #asked = new Map<string, Asked>();
  #count = 0;

  readonly add = (asked: Asked): void => {
    this.#count += 1;
    const key = keyOf(asked);
    if (!this.#asked.has(key)) this.#asked.set(key, asked);
  };

  get asked(): readonly Asked[] {
    return [...this.#asked.values()];
  }

  /** With repetitions. */
  get count(): number {
    return this.#count;
  }
}

function keyOf({
  request: { principal, action, resource, resourceAccount, context = {} },
  decision,
}: Asked): string {
  const who =
    principal.kind === "aws"
      ? (principal.roleArn ?? principal.arn)
      : principal.kind === "service"
        ? principal.service
        : principal.kind;
  return JSON.stringify([
    who,
    action,
    resource,
    resourceAccount,
    context["aws:SourceArn"],
    context["events:source"],
    context["events:detail-type"],
    kindsOfPartitions(context),
    decision.decision,
  ]);
}

/** Each bucket has a partition of its own; what a policy tells apart is their kinds, such as `BUCKET`. */
function kindsOfPartitions({
  "dynamodb:LeadingKeys": keys = [],
}: NonNullable<Asked["request"]["context"]>): readonly string[] {
  return [...new Set([keys].flat().map((key) => key.replace(/#.*$/s, "")))];
}
