import { type FallbackEnvironment, readAssembly } from "./assembly/read-assembly";
import { readTemplates } from "./assembly/read-templates";
import type { Template } from "./assembly/template";
import type { TemplateResource } from "./assembly/template-resource";
import { DEFAULT_ACCOUNT, DEFAULT_REGION, type LocalCloudOptions } from "./local-cloud-options";
import type { Member } from "./members/member";
import { memberTemplates } from "./members/member-templates";
import { namesOf } from "./resources";

/** A resource of a synthesized stack, its references resolved to the names and ARNs things have once deployed. */
export interface StackResource {
  readonly stack: { readonly name: string; readonly account: string; readonly region: string };
  readonly logicalId: string;
  /** E.g. `AWS::IAM::Role`. */
  readonly type: string;
  /** Absent for a type that has none, or that the local cloud does not know. */
  readonly arn?: string;
  /** A resolved property, `undefined` when it is not set. Throws LocalCloudError for an intrinsic that is not known. */
  property(name: string): unknown;
}

export interface TemplateFiles {
  readonly assembly: string;
  readonly members: readonly Member[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly fallback: FallbackEnvironment;
}

/** The templates of the central stacks, then those of the members. */
export function templatesOf({ assembly, members, parameters, fallback }: TemplateFiles): readonly Template[] {
  return [
    ...readTemplates(readAssembly(assembly, fallback), { namesOf, parameters }),
    ...memberTemplates(members, namesOf),
  ];
}

/**
 * Reads the stacks without running them.
 *
 * @throws LocalCloudError when a template cannot be read
 * @example
 * const roles = readStackResources({ assembly: "dist/apps/infra/cdk.out" }).filter(
 *   ({ type }) => type === "AWS::IAM::Role",
 * );
 */
export function readStackResources({
  assembly,
  members = [],
  parameters = {},
  account = DEFAULT_ACCOUNT,
  region = DEFAULT_REGION,
}: Pick<
  LocalCloudOptions,
  "assembly" | "members" | "parameters" | "account" | "region"
>): readonly StackResource[] {
  return templatesOf({ assembly, members, parameters, fallback: { account, region } }).flatMap(
    ({ resources }) => resources.map(stackResource),
  );
}

function stackResource(resource: TemplateResource): StackResource {
  const { logicalId, type, stack } = resource;
  const arn = arnOf(resource);
  return {
    stack: { name: stack.name, account: stack.account, region: stack.region },
    logicalId,
    type,
    ...(arn !== undefined && { arn }),
    property: (name) => resource.property(name),
  };
}

/** Most types give it as an attribute, a topic by `Ref`. */
function arnOf(resource: TemplateResource): string | undefined {
  const names = namesOf(resource.type);
  return [names?.attribute(resource, "Arn"), names?.ref(resource)].find(
    (name): name is string => typeof name === "string" && name.startsWith("arn:"),
  );
}
