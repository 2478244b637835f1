/** Where security-auto runs, and in whose name it speaks. */
export interface Deployment {
  /** Of the security account. */
  readonly accountId: string;
  /** Such as `us-west-2`; decides the partition, and where Security Hub has the findings. */
  readonly region: string;
}
