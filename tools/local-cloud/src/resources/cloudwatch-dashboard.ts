import type { ResourceHandler } from "./resource-handler";

/** A dashboard shows metrics and does nothing: there is nothing of it to run. */
export const cloudwatchDashboard: ResourceHandler = {
  type: "AWS::CloudWatch::Dashboard",
  ref: (resource) => resource.physicalName("DashboardName"),
  attributes: {},
  create: () => undefined,
};
