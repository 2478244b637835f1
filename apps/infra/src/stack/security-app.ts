import type { App } from "aws-cdk-lib";
import type { Environment } from "../environment/environment";
import type { Bundles } from "./bundles";
import { checkedApp, type CheckedAppProps } from "./checked-app";
import { SecurityOperationsStack } from "./security-operations-stack";

export interface SecurityAppProps extends CheckedAppProps {
  readonly bundles: Bundles;
  /** What the stack set makes in each account, as JSON; see {@link memberTemplate}. */
  readonly memberTemplate: string;
}

/** The CDK app of one environment: what is deployed to the SecurityOperations account. */
export function securityApp(environment: Environment, props: SecurityAppProps): App {
  const { bundles, memberTemplate } = props;
  const app = checkedApp(props);
  new SecurityOperationsStack(app, `security-auto-${environment.name}`, {
    environment,
    bundles,
    memberTemplate,
  });
  return app;
}
