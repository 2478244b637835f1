import type { TemplateResource } from "./template-resource";

/** What `Ref` and `Fn::GetAtt` give for resources of one type. */
export interface ResourceNames {
  ref(resource: TemplateResource): string;
  /** Attribute name, dots included, to its value. */
  readonly attributes: Readonly<Record<string, (resource: TemplateResource) => unknown>>;
}

/** The names of a type, or `undefined` for a type the local cloud does not know. */
export type NamesOfType = (type: string) => ResourceNames | undefined;
