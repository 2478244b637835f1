/**
 * Parts of the AWS SDK that no function of ours can reach, and why. The bundle has a stand-in for each that throws,
 * whatever is done with it. A part the SDK no longer has, or has under another name, fails the build.
 *
 * @type {readonly { readonly file: string, readonly exports: readonly string[], readonly unchanged?: readonly string[], readonly because: string }[]}
 */
export const LEFT_OUT = [
  {
    file: "@aws-sdk/credential-provider-node/dist-es/index.js",
    exports: ["defaultProvider"],
    because: "a function is given its credentials by Lambda, and hands them to every client",
  },
  {
    file: "@aws-sdk/client-s3/dist-es/endpoint/endpointResolver.js",
    exports: ["defaultEndpointResolver"],
    because: "every client is told its endpoint",
  },
  {
    file: "@aws-sdk/client-s3-control/dist-es/endpoint/endpointResolver.js",
    exports: ["defaultEndpointResolver"],
    because: "every client is told its endpoint",
  },
  {
    file: "@aws-sdk/client-sts/dist-es/endpoint/endpointResolver.js",
    exports: ["defaultEndpointResolver"],
    because: "every client is told its endpoint",
  },
  {
    file: "@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js",
    exports: ["getInstanceMetadataRegion"],
    because: "a function is told its region by Lambda, and tells every client one",
  },
  {
    file: "@smithy/core/dist-es/submodules/event-streams/index.js",
    exports: ["EventStreamSerde", "eventStreamSerdeProvider"],
    unchanged: ["resolveEventStreamSerdeConfig"],
    because: "no call streams events",
  },
  {
    file: "@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js",
    exports: ["Sha256Js"],
    because: "Node hashes by itself",
  },
  {
    file: "@smithy/core/dist-es/submodules/checksum/md5/Md5Js.js",
    exports: ["Md5Js"],
    because: "Node hashes by itself",
  },
  {
    file: "@aws-sdk/checksums/dist-es/submodules/sha/sha1/Sha1Js.js",
    exports: ["Sha1Js"],
    because: "Node hashes by itself",
  },
  {
    file: "@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js",
    exports: ["AdaptiveRetryStrategy"],
    because: "every client retries in the standard mode",
  },
  {
    file: "@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js",
    exports: ["partitionsInfo"],
    because: "every client is told its endpoint, and none is given an ARN",
  },
  {
    file: "bowser/bowser.mjs",
    exports: ["default"],
    because: "it tells browsers apart",
  },
];
