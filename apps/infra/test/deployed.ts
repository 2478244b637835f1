import type { NamedPolicy } from "@security-auto/iam-evaluator";
import { type AcceptedPolicy, parsePolicyDocument, partitionOf } from "@security-auto/iam-policy";
import type { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";

/** Where a template is deployed. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

interface Role {
  readonly trust: NamedPolicy;
  readonly permissions: NamedPolicy;
}

const join = z.strictObject({ "Fn::Join": z.tuple([z.string(), z.array(z.unknown())]) });
const attribute = z.strictObject({ "Fn::GetAtt": z.tuple([z.string(), z.string()]) });
const reference = z.strictObject({ Ref: z.string() });
const role = z.object({
  Properties: z.object({
    RoleName: z.unknown(),
    AssumeRolePolicyDocument: z.unknown(),
    Policies: z.tuple([z.object({ PolicyName: z.string(), PolicyDocument: z.unknown() })]),
  }),
});
const busPolicy = z.object({ Properties: z.object({ Statement: z.unknown() }) });
const queuePolicy = z.object({ Properties: z.object({ PolicyDocument: z.unknown() }) });

/** What CloudFormation makes of a template's policies in one place; it knows only what is asked of it. */
export class Deployed {
  constructor(
    private readonly template: Template,
    private readonly place: Place,
    /** ARNs of what the template makes, by the beginning of the logical id. */
    private readonly arns: Readonly<Record<string, string>> = {},
  ) {}

  role(name: string): Role {
    for (const resource of Object.values(this.template.findResources("AWS::IAM::Role"))) {
      const { Properties } = role.parse(resource);
      if (this.resolve(Properties.RoleName) !== name) continue;
      const [{ PolicyName, PolicyDocument }] = Properties.Policies;
      return {
        trust: this.policy("trust", Properties.AssumeRolePolicyDocument),
        permissions: this.policy(PolicyName, PolicyDocument),
      };
    }
    throw new Error(`the template has no role ${name}`);
  }

  /** The names of all roles that the template makes. */
  roleNames(): readonly string[] {
    return Object.values(this.template.findResources("AWS::IAM::Role")).map((resource) =>
      String(this.resolve(role.parse(resource).Properties.RoleName)),
    );
  }

  busPolicy(): NamedPolicy {
    const [found] = Object.values(this.template.findResources("AWS::Events::EventBusPolicy"));
    const { Statement } = busPolicy.parse(found).Properties;
    return this.policy("bus", { Version: "2012-10-17", Statement: [Statement] });
  }

  queuePolicy(): NamedPolicy {
    const [found] = Object.values(this.template.findResources("AWS::SQS::QueuePolicy"));
    return this.policy("queue", queuePolicy.parse(found).Properties.PolicyDocument);
  }

  private policy(name: string, document: unknown): NamedPolicy {
    const parsed = parsePolicyDocument(this.resolve(document));
    if (!parsed.success) throw new Error(`${name}: ${JSON.stringify(parsed)}`);
    const data: AcceptedPolicy = parsed.data;
    return { name, document: data };
  }

  private resolve(value: unknown): unknown {
    const referred = reference.safeParse(value);
    if (referred.success) return this.pseudo(referred.data.Ref);
    const joined = join.safeParse(value);
    if (joined.success) {
      const [separator, parts] = joined.data["Fn::Join"];
      return parts.map((part) => String(this.resolve(part))).join(separator);
    }
    const attributed = attribute.safeParse(value);
    if (attributed.success) return this.arnOf(attributed.data["Fn::GetAtt"][0]);
    if (Array.isArray(value)) return value.map((each) => this.resolve(each));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.resolve(each)]));
  }

  private pseudo(name: string): string {
    const { account, region } = this.place;
    const values = new Map([
      ["AWS::AccountId", account],
      ["AWS::Region", region],
      ["AWS::Partition", partitionOf(region)],
    ]);
    // A topic is referred to by its ARN.
    const value = values.get(name) ?? this.givenArn(name);
    if (value === undefined) throw new Error(`no value for ${name}`);
    return value;
  }

  private arnOf(logicalId: string): string {
    return this.givenArn(logicalId) ?? `arn:aws:other:::${logicalId}`;
  }

  private givenArn(logicalId: string): string | undefined {
    return Object.entries(this.arns).find(([prefix]) => logicalId.startsWith(prefix))?.[1];
  }
}
