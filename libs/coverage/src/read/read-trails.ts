import {
  type AdvancedFieldSelector,
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  type Trail,
} from "@aws-sdk/client-cloudtrail";
import type { FieldSelector, Reading, Selectors, TrailFacts } from "../reading";
import { answerTo, type Reader } from "./aws-answer";

const ABSENT = ["TrailNotFoundException"];

/** Reads what a trail logs, in its home region; asked once for each trail, however many regions it is of. */
export type ReadSelectors = (trail: {
  readonly arn: string;
  readonly homeRegion: string;
}) => Promise<Reading<Selectors>>;

/**
 * Reads the trails that log events of a region: those made there, those of all regions, and the organization's.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export async function readTrails(
  client: CloudTrailClient,
  reader: Reader,
  readSelectors: ReadSelectors,
): Promise<Reading<readonly TrailFacts[]>> {
  const options = { abortSignal: reader.signal };
  const answer = await answerTo("cloudtrail:DescribeTrails", reader, [], () =>
    client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), options),
  );
  if (answer.kind !== "read") return answer;
  const read = async (trail: Trail): Promise<readonly TrailFacts[]> => {
    const { TrailARN: arn, Name: name = "", HomeRegion: homeRegion = "" } = trail;
    if (arn === undefined) return [];
    const [isLogging, selectors] = await Promise.all([
      // The answer is of the region that is asked, and the organization's trail is known by its ARN only.
      answerTo("cloudtrail:GetTrailStatus", reader, ABSENT, async () => {
        const { IsLogging = false } = await client.send(new GetTrailStatusCommand({ Name: arn }), options);
        return IsLogging;
      }),
      readSelectors({ arn, homeRegion }),
    ]);
    const isMultiRegion = trail.IsMultiRegionTrail === true;
    return [{ arn, name, homeRegion, isMultiRegion, isLogging, selectors }];
  };
  const trails = await Promise.all((answer.value.trailList ?? []).map(read));
  return { kind: "read", value: trails.flat() };
}

/** @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html */
export async function readSelectors(
  arn: string,
  client: CloudTrailClient,
  reader: Reader,
): Promise<Reading<Selectors>> {
  const answer = await answerTo("cloudtrail:GetEventSelectors", reader, ABSENT, () =>
    client.send(new GetEventSelectorsCommand({ TrailName: arn }), { abortSignal: reader.signal }),
  );
  if (answer.kind !== "read") return answer;
  const { EventSelectors = [], AdvancedEventSelectors = [] } = answer.value;
  return {
    kind: "read",
    value: {
      basic: EventSelectors.map((selector) => ({
        readWriteType: selector.ReadWriteType,
        management: selector.IncludeManagementEvents ?? true,
        without: selector.ExcludeManagementEventSources ?? [],
      })),
      advanced: AdvancedEventSelectors.map(({ FieldSelectors = [] }) => FieldSelectors.map(fieldSelector)),
    },
  };
}

function fieldSelector({ Field = "", ...operators }: AdvancedFieldSelector): FieldSelector {
  const given = Object.entries(operators).filter((one): one is [string, string[]] => Array.isArray(one[1]));
  return { field: Field, operators: Object.fromEntries(given) };
}
