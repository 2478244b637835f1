import {
  type DockerImageAssetLocation,
  type FileAssetLocation,
  type IStackSynthesizer,
  type ISynthesisSession,
  LegacyStackSynthesizer,
  type Stack,
} from "aws-cdk-lib";

/** Synthesizes a template that is all there is: no assets, and nothing asked of a bootstrapped account. */
export class WithoutAssets implements IStackSynthesizer {
  private readonly synthesizer = new LegacyStackSynthesizer();

  bind(stack: Stack): void {
    this.synthesizer.bind(stack);
  }

  /** @throws RangeError always. */
  addFileAsset(): FileAssetLocation {
    throw new RangeError("this stack is deployed from its template alone and cannot have a file beside it");
  }

  /** @throws RangeError always. */
  addDockerImageAsset(): DockerImageAssetLocation {
    throw new RangeError("this stack is deployed from its template alone and cannot have an image beside it");
  }

  synthesize(session: ISynthesisSession): void {
    this.synthesizer.synthesize(session);
  }
}
