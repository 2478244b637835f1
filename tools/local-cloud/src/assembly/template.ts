import { at, isObject } from "../core/json";
import { LocalCloudError } from "../core/local-cloud-error";
import type { Stack } from "./assembly";
import { holds } from "./conditions";
import { INTRINSICS, NO_VALUE, type Scope } from "./intrinsics";
import { PSEUDO_PARAMETERS } from "./pseudo-parameters";
import type { NamesOfType } from "./resource-type";
import { TemplateResource } from "./template-resource";
import { unknownNames } from "./unknown-names";

export interface TemplateOptions {
  readonly namesOf: NamesOfType;
  /** Values for template parameters, by name; others take their default. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What another stack exports under a name. */
  readonly exported: (name: string) => unknown;
}

/** The template of one stack, with its references resolved to the names and ARNs things have once deployed. */
export class Template {
  readonly stack: Stack;
  /** The resources whose condition holds. */
  readonly resources: readonly TemplateResource[];
  readonly #all: ReadonlyMap<string, TemplateResource>;
  readonly #options: TemplateOptions;
  readonly #scope: Scope;

  constructor(stack: Stack, options: TemplateOptions) {
    this.stack = stack;
    this.#options = options;
    this.#scope = {
      region: stack.region,
      resolve: (value, where) => this.#resolve(value, where),
      ref: (logicalId, where) => this.#ref(logicalId, where),
      attribute: (logicalId, attribute, where) => this.#attribute(logicalId, attribute, where),
      condition: (name, where) => this.#condition(name, where),
      mapping: (map, key, field) => at(stack.template, "Mappings", map, key, field),
      exported: options.exported,
    };
    const definitions = at(stack.template, "Resources");
    const all = Object.entries(isObject(definitions) ? definitions : {}).map(([logicalId, definition]) => {
      if (!isObject(definition)) throw new LocalCloudError(`${stack.name}/${logicalId} is no resource`);
      const resource = new TemplateResource(stack, logicalId, definition, (value, where) => {
        const resolved = this.#resolve(value, where);
        return resolved === NO_VALUE ? undefined : resolved;
      });
      return { resource, condition: definition["Condition"] };
    });
    // Before the conditions, which may refer to parameters: a name is looked up among the resources first.
    this.#all = new Map(all.map(({ resource }) => [resource.logicalId, resource]));
    this.resources = all
      .filter(
        ({ resource: { logicalId }, condition }) =>
          typeof condition !== "string" || this.#condition(condition, `${stack.name}/${logicalId}`),
      )
      .map(({ resource }) => resource);
  }

  /** The value of the output exported as `name`, or `undefined` when this stack does not export it. */
  exportedValue(name: string): unknown {
    const outputs = at(this.stack.template, "Outputs");
    for (const [id, output] of isObject(outputs) ? Object.entries(outputs) : []) {
      const where = `${this.stack.name}: Outputs.${id}`;
      const exportName = at(output, "Export", "Name");
      if (exportName !== undefined && this.#resolve(exportName, where) === name) {
        return this.#resolve(at(output, "Value"), where);
      }
    }
    return undefined;
  }

  #resolve(value: unknown, where: string): unknown {
    if (Array.isArray(value)) {
      return value
        .map((entry, index) => this.#resolve(entry, `${where}[${index}]`))
        .filter((entry) => entry !== NO_VALUE);
    }
    if (!isObject(value)) return value;
    const [only, ...others] = Object.entries(value);
    if (only !== undefined && others.length === 0 && (only[0] === "Ref" || only[0].startsWith("Fn::"))) {
      const [name, argument] = only;
      const intrinsic = INTRINSICS[name];
      if (intrinsic === undefined) {
        throw new LocalCloudError(`${where}: the intrinsic function ${name} is not known to the local cloud`);
      }
      return intrinsic(argument, this.#scope, `${where}.${name}`);
    }
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, entry]) => [key, this.#resolve(entry, `${where}.${key}`)] as const)
        .filter(([, entry]) => entry !== NO_VALUE),
    );
  }

  #ref(name: string, where: string): unknown {
    const pseudo = PSEUDO_PARAMETERS[name];
    if (pseudo !== undefined) return pseudo(this.stack);
    const resource = this.#all.get(name);
    if (resource !== undefined) return this.#namesOf(resource).ref(resource);
    return this.#parameter(name, where);
  }

  #parameter(name: string, where: string): unknown {
    const given = this.#options.parameters[name];
    if (given !== undefined) return given;
    const parameter = at(this.stack.template, "Parameters", name);
    if (!isObject(parameter)) {
      throw new LocalCloudError(`${where}: the template has neither a resource nor a parameter ${name}`);
    }
    // The default of such a parameter is the name under which the value is stored in an account.
    const stored = String(parameter["Type"]).startsWith("AWS::SSM::");
    const value = stored ? undefined : parameter["Default"];
    if (value === undefined) throw new LocalCloudError(`${where}: the parameter ${name} needs a value`);
    const isList =
      String(parameter["Type"]).startsWith("List<") || parameter["Type"] === "CommaDelimitedList";
    return isList && typeof value === "string" ? value.split(",") : value;
  }

  #attribute(logicalId: string, attribute: string, where: string): unknown {
    const resource = this.#all.get(logicalId);
    if (resource === undefined)
      throw new LocalCloudError(`${where}: the template has no resource ${logicalId}`);
    const value = this.#namesOf(resource).attribute(resource, attribute);
    if (value === undefined) {
      throw new LocalCloudError(
        `${where}: the local cloud knows no attribute ${attribute} of ${logicalId} (${resource.type})`,
      );
    }
    return value;
  }

  #namesOf(resource: TemplateResource) {
    return this.#options.namesOf(resource.type) ?? unknownNames;
  }

  #condition(name: string, where: string): boolean {
    const condition = at(this.stack.template, "Conditions", name);
    if (condition === undefined) throw new LocalCloudError(`${where}: the template has no condition ${name}`);
    return holds(condition, this.#scope, `${this.stack.name}: Conditions.${name}`);
  }
}
