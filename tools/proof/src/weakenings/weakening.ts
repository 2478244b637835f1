import { type Json, resourcesOfType, type TemplateEdit } from "../stack/template-edit";
import type { StatementPlace } from "../policies/held-statement";

/** A stack that is weaker in one way that once no check noticed. */
export interface Weakening {
  readonly name: string;
  readonly edit: TemplateEdit;
  /** What one line of the checks has to say of it. */
  readonly found: RegExp;
}

type Template = StatementPlace["template"];

/** A resource more. */
export function adding(template: Template, Type: string, Properties: Json, more: Json = {}): TemplateEdit {
  return (given, content) => {
    if (given === template)
      Object.assign(content["Resources"] as Json, { Added: { Type, Properties, ...more } });
  };
}

/** The first resource of a type, with other properties. */
export function changing(template: Template, type: string, change: (properties: Json) => void): TemplateEdit {
  return (given, content) => {
    const [first] = given === template ? resourcesOfType(content, type) : [];
    if (first !== undefined) change(first[1]);
  };
}

/** The first resource of a type, with these properties besides. */
export function setting(template: Template, type: string, more: Json): TemplateEdit {
  return changing(template, type, (properties) => Object.assign(properties, more));
}

/** Every statement that is like it, with another condition. */
export function conditioned(
  template: Template,
  like: RegExp,
  change: (condition: Json) => Json,
): TemplateEdit {
  return (given, content) => {
    if (given === template) walk(content);
  };

  function walk(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    const statement = value as Json;
    if ("Effect" in statement && like.test(JSON.stringify(statement)))
      statement["Condition"] = change((statement["Condition"] ?? {}) as Json);
    Object.values(value).forEach(walk);
  }
}
