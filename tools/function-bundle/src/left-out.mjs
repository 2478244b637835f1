/**
 * Parts of the AWS SDK that no function uses, and why. A lean bundle has a stand-in for each that throws, whatever is done with it.
 * If the SDK no longer has a part, or has it under another name, the build warns and bundles plain.
 *
 * @type {readonly { readonly file: string, readonly exports: readonly string[], readonly unchanged?: readonly string[], readonly because: string }[]}
 */
export const LEFT_OUT = [
  {
    file: "@aws-sdk/credential-provider-node/dist-es/index.js",
    exports: ["defaultProvider"],
    because: "each client is given the credentials that Lambda sets",
  },
  {
    file: "@aws-sdk/client-s3/dist-es/endpoint/endpointResolver.js",
    exports: ["defaultEndpointResolver"],
    because: "each client is given its endpoint",
  },
  {
    file: "@aws-sdk/client-s3-control/dist-es/endpoint/endpointResolver.js",
    exports: ["defaultEndpointResolver"],
    because: "each client is given its endpoint",
  },
  {
    file: "@aws-sdk/client-sts/dist-es/endpoint/endpointResolver.js",
    exports: ["defaultEndpointResolver"],
    because: "each client is given its endpoint",
  },
  {
    file: "@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js",
    exports: ["getInstanceMetadataRegion"],
    because: "each client is given the region that Lambda sets",
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
    because: "Node computes hashes itself",
  },
  {
    file: "@smithy/core/dist-es/submodules/checksum/md5/Md5Js.js",
    exports: ["Md5Js"],
    because: "Node computes hashes itself",
  },
  {
    file: "@aws-sdk/checksums/dist-es/submodules/sha/sha1/Sha1Js.js",
    exports: ["Sha1Js"],
    because: "Node computes hashes itself",
  },
  {
    file: "@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js",
    exports: ["AdaptiveRetryStrategy"],
    because: "each client retries in the standard mode",
  },
  {
    file: "@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js",
    exports: ["partitionsInfo"],
    because: "each client is given its endpoint, and none is given an ARN",
  },
  {
    file: "@aws-sdk/signature-v4-multi-region/dist-es/SignatureV4MultiRegion.js",
    exports: ["SignatureV4MultiRegion"],
    because: "each client is given the signer for one region",
  },
  {
    file: "@smithy/core/dist-es/submodules/serde/util-stream/sdk-stream-mixin.browser.js",
    exports: ["sdkStreamMixin"],
    because: "the body of an answer is a stream of Node's",
  },
  {
    file: "@smithy/core/dist-es/submodules/serde/util-stream/getAwsChunkedEncodingStream.js",
    exports: ["getAwsChunkedEncodingStream"],
    because: "no call sends a stream",
  },
  {
    file: "bowser/bowser.mjs",
    exports: ["default"],
    because: "it identifies browsers",
  },
];
