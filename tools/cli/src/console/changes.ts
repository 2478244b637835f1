import { DeleteBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import type { Fault, LocalCloud, Scenario } from "@security-auto/local-cloud";
import { BREAKABLE, type Breakable, type Change } from "@security-auto/report";
import * as z from "zod/mini";

/** The calls that are refused while a permission is broken. */
const REFUSED = {
  "read-policy": { service: "s3", call: "GetBucketPolicy" },
  "assume-role": { service: "sts", call: "AssumeRole" },
  invoke: { service: "lambda", call: "Invoke" },
  publish: { service: "sns", call: "Publish" },
} as const satisfies Readonly<Record<Breakable, object>>;

const DENIED: Fault = { kind: "AccessDenied" };

const bucketSchema = { account: z.string(), bucket: z.string() };

const permissions = Object.keys(BREAKABLE) as readonly Breakable[];

/** What may be asked for. */
export const changeSchema: z.ZodMiniType<Change> = z.discriminatedUnion("change", [
  z.strictObject({ change: z.enum(["open", "close"]), ...bucketSchema }),
  z.strictObject({ change: z.literal("break"), permission: z.enum(permissions) }),
  z.strictObject({ change: z.literal("mend") }),
]);

/** It cannot be done, and why. */
export class ChangeError extends Error {
  override readonly name = "ChangeError";
}

/** What the page can change in the local cloud: the scenario's buckets, and one permission at a time. */
export class Changes {
  readonly #cloud: LocalCloud;
  readonly #scenario: Scenario | undefined;
  readonly #region: string;
  #broken: Breakable | undefined;

  /** @param region - of buckets that name none */
  constructor(cloud: LocalCloud, scenario: Scenario | undefined, region: string) {
    this.#cloud = cloud;
    this.#scenario = scenario;
    this.#region = region;
  }

  get broken(): Breakable | undefined {
    return this.#broken;
  }

  get buckets(): readonly { readonly account: string; readonly bucket: string }[] {
    return (this.#scenario?.buckets ?? []).map(({ account, name }) => ({ account, bucket: name }));
  }

  /** @throws ChangeError where it cannot be done */
  async make(change: Change): Promise<void> {
    switch (change.change) {
      case "open":
      case "close":
        await this.#write(change);
        break;
      case "break":
        this.#refuse(change.permission);
        break;
      case "mend":
        this.#refuse(undefined);
        break;
    }
  }

  /** The scenario's own faults stay; they are counted anew. */
  #refuse(permission: Breakable | undefined): void {
    this.#broken = permission;
    const own = this.#scenario?.faults ?? [];
    this.#cloud.setFaults(
      permission === undefined ? own : [{ ...REFUSED[permission], fault: DENIED }, ...own],
    );
  }

  /** As whoever administers the bucket's account. */
  async #write({ change, account, bucket }: Extract<Change, { readonly account: string }>): Promise<void> {
    const known = this.#scenario?.buckets.find((each) => each.account === account && each.name === bucket);
    if (known === undefined)
      throw new ChangeError(`the scenario has no bucket ${bucket} of account ${account}`);
    const s3 = new S3Client({
      region: known.region ?? this.#region,
      endpoint: this.#cloud.endpoints.s3,
      forcePathStyle: true,
      credentials: this.#cloud.credentials({
        accountId: account,
        roleName: "Administrator",
        sessionName: "console",
      }),
    });
    const at = { Bucket: bucket };
    try {
      await (change === "open"
        ? s3.send(new PutBucketPolicyCommand({ ...at, Policy: openToEveryone(bucket) }))
        : s3.send(new DeleteBucketPolicyCommand(at)));
    } catch (error) {
      throw new ChangeError(`S3 refused it: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    } finally {
      s3.destroy();
    }
  }
}

const openToEveryone = (bucket: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OpenedFromThePage",
        Effect: "Allow",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${bucket}/*`,
      },
    ],
  });
