import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { send } from './http';
import { placeOf, run } from './programs';
import type { StandIn } from './stand-in';

/** A running Envoy: where it listens and which listeners it refused and why, each by the listener's name. */
export interface RunningEnvoy {
  readonly listening: ReadonlyMap<string, number>;
  readonly refused: ReadonlyMap<string, string>;
}

// What of the settings that Istio starts its proxies with decides about a configuration or a request.
const RUNTIME = {
  're2.max_program_size.error_level': 32768,
  'envoy.reloadable_features.http_reject_path_with_fragment': false,
};

const LONGEST_START_MS = 60_000;
const LONGEST_END_MS = 3_000;

/** Runs a real Envoy on that configuration; it ends, by its process id, when the work is done, fails or is interrupted. */
export async function withEnvoy<T>(config: StandIn, upstreams: ReadonlyMap<string, number>, folder: string, work: (envoy: RunningEnvoy) => Promise<T>): Promise<T> {
  const adminAddress = join(folder, 'admin-address');
  writeFiles(config, upstreams, folder);
  const args = ['-c', join(folder, 'envoy.json'), '--disable-hot-restart', '--concurrency', '1', '-l', 'error', '--admin-address-path', adminAddress];
  const child = spawn(placeOf('envoy'), args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    const admin = await ready(child, adminAddress);
    return await work({ listening: await listening(admin), refused: await refused(admin) });
  } finally {
    await end(child);
    process.off('exit', kill);
  }
}

export async function envoyVersion(): Promise<string> {
  const { stdout } = await run(placeOf('envoy'), ['--version']);
  const version = /version: [0-9a-f]+\/([^/]+)\//.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`"envoy --version" printed "${stdout.trim()}", expected "version: COMMIT/VERSION/..."`);
  return version;
}

function writeFiles({ listeners, routeFiles }: StandIn, upstreams: ReadonlyMap<string, number>, folder: string): void {
  const listenersFile = join(folder, 'listeners.json');
  const write = (path: string, content: object): void => writeFileSync(path, JSON.stringify(content));
  for (const [path, content] of Object.entries(routeFiles)) write(path, content);
  write(listenersFile, { resources: listeners });
  write(join(folder, 'envoy.json'), {
    node: { id: 'gateway', cluster: 'gateway' },
    admin: { address: loopback(0) },
    layeredRuntime: { layers: [{ name: 'istio', staticLayer: RUNTIME }] },
    staticResources: { clusters: [...upstreams].map(([name, port]) => cluster(name, port)) },
    dynamicResources: { ldsConfig: { resourceApiVersion: 'V3', pathConfigSource: { path: listenersFile } } },
  });
}

function cluster(name: string, port: number): object {
  const lbEndpoints = [{ endpoint: { address: loopback(port) } }];
  return { name, type: 'STATIC', connectTimeout: '2s', loadAssignment: { clusterName: name, endpoints: [{ lbEndpoints }] } };
}

function loopback(portValue: number): object {
  return { socketAddress: { address: '127.0.0.1', portValue } };
}

/** Waits until the listeners are up, and says on which port Envoy's admin interface answers. */
async function ready(child: ChildProcess, adminAddress: string): Promise<number> {
  const log: Buffer[] = [];
  let failure: Error | undefined;
  child.stderr?.on('data', (chunk: Buffer) => log.push(chunk));
  child.once('error', (error) => { failure = error; });
  const deadline = Date.now() + LONGEST_START_MS;
  while (Date.now() < deadline) {
    if (failure !== undefined || child.exitCode !== null) break;
    const admin = portIn(adminAddress);
    const answer = admin && (await send(false, { port: admin, path: '/ready' }).catch(() => undefined));
    if (admin && answer && answer.status === 200) return admin;
    await pause(50);
  }
  const why = failure?.message ?? (child.exitCode === null ? `no answer within ${LONGEST_START_MS} ms` : `it ended with exit code ${child.exitCode}`);
  throw new Error(`Envoy did not start: ${why}${log.length === 0 ? '' : `: ${Buffer.concat(log).toString().trim()}`}`);
}

// Envoy writes the file once it listens: until then there is none, or an empty one.
function portIn(adminAddress: string): number | undefined {
  try {
    return Number(readFileSync(adminAddress, 'utf8').split(':')[1]) || undefined;
  } catch {
    return undefined;
  }
}

async function listening(admin: number): Promise<ReadonlyMap<string, number>> {
  const { body } = await send(false, { port: admin, path: '/listeners?format=json' });
  const { listener_statuses: statuses = [] } = JSON.parse(body) as ListenerStatuses;
  return new Map(statuses.map((each) => [each.name, each.local_address.socket_address.port_value]));
}

async function refused(admin: number): Promise<ReadonlyMap<string, string>> {
  const { body } = await send(false, { port: admin, path: '/config_dump?resource=dynamic_listeners' });
  const { configs = [] } = JSON.parse(body) as ListenersDump;
  return new Map(configs.flatMap((each) => (each.error_state && !each.active_state ? [[each.name, each.error_state.details]] : [])));
}

interface ListenerStatuses {
  readonly listener_statuses?: readonly { readonly name: string; readonly local_address: { readonly socket_address: { readonly port_value: number } } }[];
}

interface ListenersDump {
  readonly configs?: readonly { readonly name: string; readonly active_state?: object; readonly error_state?: { readonly details: string } }[];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await Promise.race([ended, pause(LONGEST_END_MS, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await ended;
  }
}
