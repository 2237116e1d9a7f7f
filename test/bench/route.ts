import { performance } from 'node:perf_hooks';
import { parseManifests } from '../../lib/collect/yaml';
import { buildMesh } from '../../lib/model/mesh';
import type { Request } from '../../lib/router/request';
import { Router } from '../../lib/router/router';
import { exposures } from './check/exposures';
import { measurePairs } from './pairs';
import { writeResults } from './report';

// Usage: route.ts [--write]
// How long the router takes for distinct requests on a mesh of 10,000 hosts, as a multiple of the same on 100. How many it answers a
// second is printed, and not compared with anything: that tells one machine from another.

const REQUESTS = 200_000;
const PAIRS = 7;
const PATHS = ['/api/x', '/y', '/api/', '/'];

function main(): void {
  const [few, many] = [100, 10_000].map(sideOf);
  const what = `${REQUESTS.toLocaleString('en')} requests to 10,000 hosts by as many to 100; the aim is at most 2`;
  const ratio = measurePairs(PAIRS, many.run, few.run);
  console.log(`${what}: ${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)} to ${ratio.max.toFixed(2)}, ${ratio.pairs} pairs)`);
  console.log(`requests a second on 10,000 hosts, at best: ${Math.round(REQUESTS * 1000 / many.best()).toLocaleString('en')}`);
  if (process.argv.includes('--write')) writeResults('route', [{ what, ratio }]);
}

function sideOf(hosts: number): { readonly run: () => number; readonly best: () => number } {
  const router = new Router(buildMesh(parseManifests({ path: 'exposures', text: exposures(hosts, { defects: false }).yaml }).map((object) => ({ object, origin: { kind: 'known', path: '' } }))));
  const requests = Array.from({ length: REQUESTS }, (_, index): Request => ({ url: `https://app-${index % hosts}.example.com${PATHS[index % PATHS.length]}?${index}` }));
  let best = Infinity;
  const run = () => {
    const started = performance.now();
    for (const request of requests) if (router.route(request).kind !== 'forwarded') throw new Error(`${request.url} is not forwarded`);
    const time = performance.now() - started;
    best = Math.min(best, time);
    return time;
  };
  return { run, best: () => best };
}

main();
