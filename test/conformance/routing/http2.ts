import type { ClientRequest } from '../engine/question';
import type { Random } from '../meshes/random';

/** The same requests, a third of them by HTTP/2. */
export function someOverHttp2(random: Random, requests: readonly ClientRequest[]): readonly ClientRequest[] {
  return requests.map((request) => (random.chance(1 / 3) ? { ...request, http2: true } : request));
}
