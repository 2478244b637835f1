import type { TemplateResource } from "../assembly/template-resource";
import type { CloudResources, NotRun } from "../state/cloud-resources";

/** Settings of a run that resources are made with. */
export interface CreateOptions {
  /** `false`: queues and log groups count what they get and forget it. */
  readonly keepHistory: boolean;
  /** In ms since 1970. */
  readonly now: () => number;
}

/** What the local cloud knows of one resource type. */
export interface ResourceHandler {
  /** E.g. `AWS::SQS::Queue`. */
  readonly type: string;
  /** The value of `Ref`. */
  ref(resource: TemplateResource): string;
  /** The values of `Fn::GetAtt`, by attribute. */
  readonly attributes: Readonly<Record<string, (resource: TemplateResource) => unknown>>;
  /**
   * Adds the resource to `cloud`. The order of creation is that of the template: what belongs to another resource is
   * kept under its ARN and found when it is needed.
   */
  create(resource: TemplateResource, cloud: CloudResources, options: CreateOptions): void;
}

export function notRun({ logicalId, type, stack }: TemplateResource, why?: string): NotRun {
  return { logicalId, type, stack: stack.name, ...(why !== undefined && { why }) };
}
