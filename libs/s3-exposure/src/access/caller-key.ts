import type { CallerKey } from "@security-auto/iam-policy";
import type { Condition } from "../policy/condition";
import { accountFits } from "./account-fits";
import { principalArnFits, arnFits } from "./arn-fits";
import type { BucketContext } from "./bucket-context";
import type { Belonging, CallerVariant } from "./caller";
import { organizationFits, pathFits } from "./organization-fits";
import type { Outcome } from "./outcome";
import { userIdFits } from "./user-id-fits";
import { knownFits, unnamedFits } from "./value-fits";

/** Whether a caller's request has a key. */
export function hasKey(key: CallerKey, caller: CallerVariant, context: BucketContext): Outcome {
  switch (key) {
    case "aws:principalaccount":
    case "aws:userid":
      return caller.kind === "service" ? "no" : "yes";
    case "aws:principalarn":
      return caller.kind === "signed in" ? "yes" : "no";
    case "lambda:sourcefunctionarn":
    case "ec2:sourceinstancearn":
      return caller.kind === "signed in" ? "can" : "no";
    case "aws:principalisawsservice":
      // Not sent with requests that are not signed.
      return caller.kind === "anonymous" ? "no" : "yes";
    case "aws:principalorgid":
    case "aws:principalorgpaths":
      return caller.kind === "signed in" ? belongs(caller.organization, context) : "no";
    case "aws:principalservicename":
    case "aws:principalservicenameslist":
      return caller.kind === "service" ? "yes" : "no";
    case "aws:sourcearn":
    case "aws:sourceaccount":
    case "aws:sourceowner":
      if (caller.kind !== "service") return "no";
      // Not every service sends them; one that calls for somebody in particular says so.
      return caller.account.kind === "known" && (key !== "aws:sourcearn" || caller.arn !== undefined)
        ? "yes"
        : "can";
    case "aws:sourceorgid":
    case "aws:sourceorgpaths":
      return caller.kind === "service" ? belongs(caller.organization, context) : "no";
  }
}

function belongs(belonging: Belonging, { organization }: BucketContext): Outcome {
  if (belonging.kind === "none") return "no";
  if (belonging.kind !== "unknown") return "yes";
  if (belonging.near === "organization") return "yes";
  return belonging.near === "own" && organization !== undefined ? "yes" : "maybe";
}

/** Whether a key that a caller's request has fits one of the values of the policy. */
export function fitsKey(
  key: CallerKey,
  condition: Condition,
  caller: CallerVariant,
  context: BucketContext,
): Outcome {
  const { steps } = context;
  const service = caller.kind === "service";
  const person = caller.kind === "signed in";
  switch (key) {
    case "aws:principalaccount":
      if (caller.kind === "anonymous") return knownFits(condition, "anonymous", steps);
      return person ? accountFits(condition, caller.account, context) : "no";
    case "aws:sourceaccount":
    case "aws:sourceowner":
      return service ? accountFits(condition, caller.account, context) : "no";
    case "aws:principalorgid":
      return person ? organizationFits(condition, caller.organization, context) : "no";
    case "aws:sourceorgid":
      return service ? organizationFits(condition, caller.organization, context) : "no";
    case "aws:principalorgpaths":
      return person ? pathFits(condition, caller, context) : "no";
    case "aws:sourceorgpaths":
      return service ? pathFits(condition, caller, context) : "no";
    case "aws:principalarn":
      return person ? principalArnFits(condition, caller, context) : "no";
    case "lambda:sourcefunctionarn":
    case "ec2:sourceinstancearn":
      return person ? arnFits(condition, caller.account, context, "can") : "no";
    case "aws:sourcearn":
      if (!service) return "no";
      return caller.arn === undefined
        ? arnFits(condition, caller.account, context, "no")
        : knownFits(condition, caller.arn, steps);
    case "aws:userid":
      return userIdFits(condition, caller, context);
    case "aws:principalisawsservice":
      return knownFits(condition, String(service), steps);
    case "aws:principalservicename":
    case "aws:principalservicenameslist":
      if (!service) return "no";
      return caller.name === undefined
        ? unnamedFits(condition, steps)
        : knownFits(condition, caller.name, steps);
  }
}
