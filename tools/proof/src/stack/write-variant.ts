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

/** Writes a changed copy of the synthesized stack into a temporary folder; the code of the functions is linked. */
export function writeVariant(files: StackFiles, edit: TemplateEdit): Variant {
  const { assembly, memberTemplate } = files;
  const { path: folder, remove } = makeTemporaryFolder("proof");
  const central = centralTemplates(files);
  for (const entry of readdirSync(assembly, { withFileTypes: true })) {
    const from = join(assembly, entry.name);
    const to = join(folder, entry.name);
    if (entry.isDirectory()) symlinkSync(from, to);
    else if (central.includes(entry.name))
      copyEdited(from, to, (content) => {
        edit("central", content);
      });
    else if (from !== memberTemplate) cpSync(from, to);
  }
  const member = join(folder, "member.json");
  copyEdited(memberTemplate, member, (content) => {
    edit("member", content);
  });
  return {
    assembly: folder,
    memberTemplate: member,
    remove,
  };
}

function copyEdited(from: string, to: string, change: (content: Json) => void): void {
  const content = JSON.parse(readFileSync(from, "utf8")) as Json;
  change(content);
  writeFileSync(to, JSON.stringify(content));
}
