import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackResource } from "@security-auto/local-cloud";
import type { Setting } from "../setting";
import type { Stack } from "../stack/read-stack";
import type { Json } from "../stack/template-edit";
import { centralTemplates, type StackFiles, stackOfTemplate } from "../stack/write-variant";
import { CENTRAL_STACK } from "./central-stack";
import { MEMBER_STACK } from "./member-stack";
import { notAllowed, type Surroundings } from "./not-allowed";

/**
 * Everything in the synthesized templates that the lists of what they may hold do not have.
 *
 * @throws LocalCloudError when a template cannot be read
 */
export function notAllowedIn(setting: Setting, files: StackFiles, { resources }: Stack): readonly string[] {
  const { assembly, memberTemplate } = files;
  const member = jsonIn(memberTemplate);
  const { home } = setting.accounts;
  const surroundings: Surroundings = {
    home,
    arns: new Set(resources.flatMap(({ arn }) => arn ?? [])),
    polledQueues: new Set(
      resources
        .filter(({ type }) => type === "AWS::Lambda::EventSourceMapping")
        .map((mapping) => String(mapping.property("EventSourceArn"))),
    ),
    memberTemplate: member,
  };
  const of = (isIn: (resource: StackResource) => boolean) =>
    new Map(resources.filter(isIn).map((resource) => [resource.logicalId, resource]));
  const { region } = setting;
  return [
    ...centralTemplates(files).flatMap((file) => {
      const name = stackOfTemplate(file);
      const content = jsonIn(join(assembly, file));
      const made = of(({ stack }) => stack.name === name);
      return notAllowed(
        { name, content, account: home, region, resources: made },
        CENTRAL_STACK,
        surroundings,
      );
    }),
    ...notAllowed(
      {
        name: "member stack",
        content: member,
        account: setting.accounts.member,
        region,
        resources: of(({ stack }) => stack.account === setting.accounts.member),
      },
      MEMBER_STACK,
      surroundings,
    ),
  ];
}

function jsonIn(file: string): Json {
  return JSON.parse(readFileSync(file, "utf8")) as Json;
}
