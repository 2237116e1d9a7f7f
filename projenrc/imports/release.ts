/** One release of Istio, and the file that holds its custom resource definitions. */
export interface Release {
  readonly version: string;
  readonly address: string;
  /** Of the file at that address: what was generated from can be told from what was not. */
  readonly sha256: string;
}

/** The release that imports/ is generated from. To move to another one, change all three and regenerate. */
export const ISTIO: Release = {
  version: '1.31.1',
  address: 'https://raw.githubusercontent.com/istio/istio/1.31.1/manifests/charts/base/files/crd-all.gen.yaml',
  sha256: 'c0ad59e008658765412badb836e73a523a355e3d792a32ad3c0711a728be5aff',
};
