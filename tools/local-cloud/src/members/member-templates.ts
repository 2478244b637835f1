import { Template } from "../assembly/template";
import type { NamesOfType } from "../assembly/resource-type";
import { at, isObject } from "../core/json";
import { LocalCloudError } from "../core/local-cloud-error";
import { readJsonFile } from "../scenario/read-scenario";
import type { Member } from "./member";

/** The member stack in each account and region. @throws LocalCloudError for a template that cannot be read */
export function memberTemplates(members: readonly Member[], namesOf: NamesOfType): readonly Template[] {
  return members.flatMap(({ accountId, regions, template: file, parameters }) => {
    const template = readJsonFile(file);
    if (!isObject(template)) throw new LocalCloudError(`${file}: is no template`);
    const home =
      at(template, "Parameters", "HomeRegion") === undefined ? {} : { HomeRegion: regions[0] ?? "" };
    return regions.map((region) => {
      const name = `member-${accountId}-${region}`;
      const stack = { name, account: accountId, region, template, assetFolders: new Map<string, string>() };
      return new Template(stack, {
        namesOf,
        parameters: { ...home, ...parameters },
        exported: () => undefined,
      });
    });
  });
}
