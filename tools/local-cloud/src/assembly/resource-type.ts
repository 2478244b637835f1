import type { TemplateResource } from "./template-resource";

/** What `Ref` and `Fn::GetAtt` give for resources of one type. */
export interface ResourceNames {
  ref(resource: TemplateResource): string;
  /** @returns `undefined` when the type has no such attribute; `name` may contain dots */
  attribute(resource: TemplateResource, name: string): unknown;
}

/** The names of a type, or `undefined` for a type the local cloud does not know. */
export type NamesOfType = (type: string) => ResourceNames | undefined;
