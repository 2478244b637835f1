import type { Stack } from "./assembly";
import { Template, type TemplateOptions } from "./template";

/** The templates of all stacks; an `Fn::ImportValue` of one finds the export of another in its account and region. */
export function readTemplates(
  stacks: readonly Stack[],
  options: Omit<TemplateOptions, "exported">,
): readonly Template[] {
  const templates: Template[] = [];
  for (const stack of stacks) {
    const exported = (name: string): unknown => {
      const near = templates.filter(
        (other) => other.stack.account === stack.account && other.stack.region === stack.region,
      );
      for (const other of near) {
        const value = other.exportedValue(name);
        if (value !== undefined) return value;
      }
      return undefined;
    };
    templates.push(new Template(stack, { ...options, exported }));
  }
  return templates;
}
