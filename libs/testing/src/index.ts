export { s3Error, sessionAnswer, stsError } from "./aws-answers";
export { cloudTrailEvent, type CloudTrailEvent, type RecordedCall } from "./cloudtrail-event";
export { type FakeAnswer, type FakeAws, type ReceivedRequest, startFakeAws } from "./fake-aws";
export { type FakeClock, fakeClock } from "./fake-clock";
export { type BundleInvocation, invokeBundle, type InvokeBundleOptions } from "./invoke-bundle";
export { lambdaNode, type NodeProgram, nodesToTest } from "./lambda-node";
export { listening } from "./listening";
export { READ_OPERATIONS, type ReadOperation, readOperation } from "./read-operation";
export { temporaryFolder } from "./temporary-folder";
