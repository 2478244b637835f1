/** How open a bucket is: `public`, or `between private and public` where that is all that is known. */
export const exposureInWords = ({
  atLeast,
  atMost,
}: {
  readonly atLeast: string;
  readonly atMost: string;
}): string => (atLeast === atMost ? atLeast : `between ${atLeast} and ${atMost}`);
