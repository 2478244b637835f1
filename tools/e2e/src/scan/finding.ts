/** What a scanner says about one resource of a template. */
export interface Finding {
  readonly tool: "cfn-lint" | "checkov";
  /** The scanner's own id of the check. */
  readonly id: string;
  /** Type of the resource, e.g. `AWS::SQS::Queue`; empty where the finding is about the template. */
  readonly resourceType: string;
  /** Template, and the place in it. */
  readonly where: string;
  readonly message: string;
}
