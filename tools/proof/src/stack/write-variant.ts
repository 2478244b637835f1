import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
export function templatesIn({
  assembly,
  memberTemplate,
}: StackFiles): readonly (readonly [StatementPlace["template"], string])[] {
  const central = readdirSync(assembly).filter((name) => name.endsWith(".template.json"));
  return [
    ...central.map((name) => ["central", readFileSync(join(assembly, name), "utf8")] as const),
    ["member", readFileSync(memberTemplate, "utf8")],
  ];
}

/** Writes a changed copy of the synthesized stack into a temporary folder; the code of the functions is linked. */
export function writeVariant({ assembly, memberTemplate }: StackFiles, edit: TemplateEdit): Variant {
  const { path: folder, remove } = makeTemporaryFolder("proof");
  for (const entry of readdirSync(assembly, { withFileTypes: true })) {
    const from = join(assembly, entry.name);
    const to = join(folder, entry.name);
    if (entry.isDirectory()) symlinkSync(from, to);
    else if (entry.name.endsWith(".template.json"))
      copyEdited(from, to, (content) => {
        edit("central", content);
      });
    else cpSync(from, to);
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
