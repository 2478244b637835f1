import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeTemporaryFolder } from "@security-auto/temporary-folder";
import type { StatementPlace } from "../policies/held-statement";
import type { Json, TemplateEdit } from "./template-edit";

/** Where a synthesized stack and its member template are. */
export interface StackFiles {
  /** The `cdk.out` folder. */
  readonly assembly: string;
  readonly memberTemplate: string;
}

export interface Variant extends StackFiles {
  remove(): void;
}

/** A copy of the stack whose templates are written anew for each change. */
export interface StackCopy extends Variant {
  /** Writes the templates as they are with this change alone; what was written before is gone. */
  write(edit: TemplateEdit): void;
}

/** The text of each template, as it is. */
export function templatesIn(files: StackFiles): readonly (readonly [StatementPlace["template"], string])[] {
  return [
    ...centralTemplates(files).map(
      (name) => ["central", readFileSync(join(files.assembly, name), "utf8")] as const,
    ),
    ["member", readFileSync(files.memberTemplate, "utf8")],
  ];
}

const ENDING = ".template.json";

/** The file names of the central stack's templates. The member template may lie beside them. */
export function centralTemplates({ assembly, memberTemplate }: StackFiles): readonly string[] {
  return readdirSync(assembly).filter(
    (name) => name.endsWith(ENDING) && resolve(assembly, name) !== resolve(memberTemplate),
  );
}

/** The name of the stack that a template of this file name makes. */
export const stackOfTemplate = (file: string): string => file.slice(0, -ENDING.length);

/** Writes a changed copy of the synthesized stack into a temporary folder, for a stack that runs. */
export function writeVariant(files: StackFiles, edit: TemplateEdit): Variant {
  const copy = copyStack(files);
  copy.write(edit);
  return copy;
}

/** Copies the synthesized stack into a temporary folder, without its templates; the code of the functions is linked. */
export function copyStack(files: StackFiles): StackCopy {
  const { assembly, memberTemplate } = files;
  const { path: folder, remove } = makeTemporaryFolder("proof");
  const central = centralTemplates(files);
  for (const entry of readdirSync(assembly, { withFileTypes: true })) {
    const from = join(assembly, entry.name);
    const to = join(folder, entry.name);
    if (entry.isDirectory()) symlinkSync(from, to);
    else if (!central.includes(entry.name) && from !== memberTemplate) cpSync(from, to);
  }
  const member = join(folder, "member.json");
  const templates = [
    ...central.map((name) => new Template("central", join(assembly, name), join(folder, name))),
    new Template("member", memberTemplate, member),
  ];
  return {
    assembly: folder,
    memberTemplate: member,
    write: (edit) => {
      for (const template of templates) template.write(edit);
    },
    remove,
  };
}

/** One template of a copy. */
class Template {
  readonly #kind: StatementPlace["template"];
  readonly #original: string;
  readonly #to: string;
  #written = "";

  constructor(kind: StatementPlace["template"], from: string, to: string) {
    this.#kind = kind;
    this.#original = readFileSync(from, "utf8");
    this.#to = to;
  }

  write(edit: TemplateEdit): void {
    const content = JSON.parse(this.#original) as Json;
    edit(this.#kind, content);
    const text = JSON.stringify(content);
    if (text === this.#written) return;
    writeFileSync(this.#to, text);
    this.#written = text;
  }
}
