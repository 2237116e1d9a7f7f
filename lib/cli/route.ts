import { withFurther } from '../collect/collected';
import { locatorOf } from '../collect/locate';
import { meshConfigIn } from '../collect/mesh-config';
import { buildMesh, type Mesh } from '../model/mesh';
import { routeJson } from '../report/route-json';
import { formatRoute } from '../report/route-text';
import { printable } from '../report/words';
import type { Outcome } from '../router/outcome';
import type { Request } from '../router/request';
import { Router } from '../router/router';
import type { Locate } from '../values/origin';
import { serviceName } from '../values/service';
import { oneOf } from '../values/words';
import { asUsage, ExitCode, parseCommandLine, UsageError } from './command';
import { formatNamed } from './format-named';
import type { Io } from './io';
import { MANIFEST_OPTIONS, pathsOr, readManifests, tellProblems, type Manifests } from './manifests';
import { parseHeader, parseToken, readRequests, requestOf } from './requests';

const OPTIONS = {
  ...MANIFEST_OPTIONS,
  'method': { type: 'string', short: 'X' },
  'header': { type: 'string', short: 'H', multiple: true, default: [] as string[] },
  'sni': { type: 'string' },
  'client-certificate': { type: 'boolean', default: false },
  'address': { type: 'string' },
  'token': { type: 'string' },
  'source-ip': { type: 'string' },
  'ingress': { type: 'string' },
  'requests': { type: 'string' },
  'format': { type: 'string' },
} as const;

type Line = ReturnType<typeof parseCommandLine<typeof OPTIONS>>;

interface Answer {
  readonly request: Request;
  readonly outcome: Outcome;
}

/** What answers are shown with. */
interface Shown {
  readonly mesh: Mesh;
  readonly locate: Locate;
  /** Whether they answer a list of requests. */
  readonly listed: boolean;
  readonly io: Io;
}

type Show = (answers: Iterable<Answer>, shown: Shown) => void;

const FORMATS: Readonly<Record<string, Show>> = { text: showText, json: showJson };

/** Says where requests go. */
export async function route(args: readonly string[], io: Io): Promise<ExitCode> {
  const line = parseCommandLine(args, OPTIONS);
  const { requests: file, existing, ingress, format } = line.values;
  const show = formatNamed(format ?? (file === undefined ? 'text' : 'json'), FORMATS);
  const paths = pathsOr(file === undefined ? line.positionals.slice(1) : line.positionals);
  if ([...new Set(paths), ...new Set(existing), file].filter((each) => each === '-').length > 1) throw new UsageError('standard input is only one of the manifests, what exists and the requests');
  const requests = file === undefined ? [requestIn(line)] : await readRequests(alone(file, line), io);
  const manifests = await readManifests(paths, line.values, io);
  tellProblems(manifests.problems, io);
  const mesh = meshOf(manifests);
  const router = new Router(mesh, { ingress: ingress === undefined ? undefined : ingressIn(mesh, ingress) });
  show(answersTo(requests, router), { mesh, locate: locatorOf(manifests.texts), listed: file !== undefined, io });
  return manifests.problems.length > 0 ? ExitCode.UNUSABLE : ExitCode.CLEAN;
}

function requestIn({ positionals: [url], values: { method, header, sni, 'client-certificate': clientCertificate, address, token, 'source-ip': sourceIp } }: Line): Request {
  if (url === undefined) throw new UsageError('a URL is missing, such as http://shop.example.com/');
  return asUsage(() => requestOf({ url, method, headers: header.map(parseHeader), sni, clientCertificate, address, token: token === undefined ? undefined : parseToken(token), sourceIp }));
}

/** A file of requests, with which a command line says nothing of a request itself. */
function alone(file: string, { values, positionals }: Line): string {
  if (positionals.some((each) => each.includes('://'))) throw new UsageError('there is either a URL or --requests');
  const { method, header, sni, 'client-certificate': clientCertificate, address, token, 'source-ip': sourceIp } = values;
  const isSaid = header.length > 0 || clientCertificate || [method, sni, address, token, sourceIp].some((value) => value !== undefined);
  if (isSaid) throw new UsageError('with --requests each request says its own method, headers, sni, clientCertificate, address, token and sourceIp');
  return file;
}

function meshOf({ own, existing, facts }: Manifests): Mesh {
  const all = withFurther([], [...own.objects, ...existing.objects]);
  return buildMesh(all, { ...facts, meshConfig: facts.meshConfig ?? meshConfigIn(all) });
}

function ingressIn({ builds }: Mesh, name: string): string {
  const known = [...new Set(builds.flatMap(({ workload }) => workload.services.map(serviceName)))];
  if (known.includes(name)) return name;
  throw new UsageError(`no Service "${name}" leads to a gateway; ${known.length === 0 ? 'none is known: give it with --existing' : `use ${oneOf(known)}`}`);
}

// One after the other: what is said of many requests may be far more than the requests themselves.
function* answersTo(requests: readonly Request[], router: Router): Iterable<Answer> {
  for (const request of requests) yield { request, outcome: router.route(request) };
}

function showText(answers: Iterable<Answer>, { mesh: { builds }, locate, listed, io }: Shown): void {
  let between = '';
  for (const { request, outcome } of answers) {
    const heading = listed ? `${between}${printable(`${request.method ?? 'GET'} ${request.url}`)}\n` : '';
    io.stdout(`${heading}${formatRoute(outcome, { request, builds, locate, colors: io.colors })}`);
    between = '\n';
  }
}

function showJson(answers: Iterable<Answer>, { locate, listed, io }: Shown): void {
  const formatted = (outcome: Outcome) => JSON.stringify(routeJson(outcome, locate), undefined, 2);
  if (!listed) {
    for (const { outcome } of answers) io.stdout(`${formatted(outcome)}\n`);
    return;
  }
  let before = '[\n';
  for (const { outcome } of answers) {
    io.stdout(`${before}${formatted(outcome).replace(/^/gm, '  ')}`);
    before = ',\n';
  }
  io.stdout(before === '[\n' ? '[]\n' : '\n]\n');
}
