import { parseBucketPolicy, policyIsPublic } from "@security-auto/s3-exposure";
import { type FakeAnswer, type ReceivedRequest, s3Error } from "@security-auto/testing";

const OWNER =
  '<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>75aa</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>';

/** What S3 answers where a bucket has no such setting. */
const MISSING: Readonly<Record<string, string>> = {
  policy: "NoSuchBucketPolicy",
  tagging: "NoSuchTagSet",
  publicAccessBlock: "NoSuchPublicAccessBlockConfiguration",
  ownershipControls: "OwnershipControlsNotFoundError",
};

/** The settings of one bucket as S3 keeps them: each as it was put, by its name in S3's URLs. */
export class BucketOverHttp {
  /** Every write, with the key of who made it. */
  readonly writes: string[] = [];
  private readonly settings = new Map<string, string>([
    [
      "acl",
      `<AccessControlPolicy><Owner><ID>75aa</ID></Owner><AccessControlList>${OWNER}</AccessControlList></AccessControlPolicy>`,
    ],
    [
      "location",
      '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-central-1</LocationConstraint>',
    ],
  ]);

  get policy(): string | undefined {
    return this.settings.get("policy");
  }

  putPolicy(text: string): void {
    this.settings.set("policy", text);
  }

  answer({ method, url, body, headers, signature }: ReceivedRequest): FakeAnswer {
    const { pathname, searchParams } = new URL(url, "http://s3");
    if (pathname.startsWith("/v20180820/")) return s3Error(404, "NoSuchPublicAccessBlockConfiguration");
    const [name = ""] = [...searchParams.keys()].filter((key) => key !== "x-id");
    if (method === "GET") return this.read(name);
    this.writes.push(
      `${method} ${pathname}?${name} of ${String(headers["x-amz-expected-bucket-owner"])} by ${signature.accessKeyId}`,
    );
    if (method === "PUT") this.settings.set(name, body);
    else this.settings.delete(name);
    return {};
  }

  private read(name: string): FakeAnswer {
    const { policy } = this;
    if (name === "policyStatus" && policy !== undefined) {
      const isPublic = policyIsPublic(parseBucketPolicy(policy));
      return { body: `<PolicyStatus><IsPublic>${String(isPublic)}</IsPublic></PolicyStatus>` };
    }
    const setting = this.settings.get(name);
    return setting === undefined
      ? s3Error(404, MISSING[name === "policyStatus" ? "policy" : name] ?? "NoSuchKey")
      : { body: setting };
  }
}
