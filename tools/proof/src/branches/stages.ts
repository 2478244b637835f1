import { type Json, resourcesOfType, type TemplateEdit, UNCHANGED } from "../stack/template-edit";
import type { Stage } from "./branch";

/** What a stage changes of the synthesized templates. No stage touches a policy. */
export const EDIT_OF_STAGE: Readonly<Record<Stage, TemplateEdit>> = {
  whole: UNCHANGED,
  closed: UNCHANGED,
  "broken function": (_, content) => {
    for (const [, properties] of resourcesOfType(content, "AWS::Lambda::Function"))
      properties["Handler"] = "index.missing";
  },
  "targets deleted": (_, content) => {
    for (const [, properties] of resourcesOfType(content, "AWS::Events::Rule")) {
      for (const target of properties["Targets"] as Json[])
        target["Arn"] = { "Fn::Join": ["", [target["Arn"], "-deleted"]] };
    }
    for (const [, properties] of resourcesOfType(content, "AWS::Scheduler::Schedule")) {
      const target = properties["Target"] as Json;
      target["Arn"] = { "Fn::Join": ["", [target["Arn"], "-deleted"]] };
    }
  },
};
