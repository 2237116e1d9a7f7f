import type { WorkloadBuild } from '../model/build/build';
import type { Request } from '../router/request';
import type { Locate } from '../values/origin';

/** What an outcome was made from, as far as words about it need that. */
export interface Asked {
  readonly request: Request;
  /** Of the mesh that was asked. */
  readonly builds: readonly WorkloadBuild[];
  readonly locate: Locate;
}
