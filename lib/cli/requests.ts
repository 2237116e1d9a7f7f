import { resolve } from 'node:path';
import { documentsOf } from '../collect/documents';
import { parseDocument } from '../collect/parse';
import { Places } from '../collect/places';
import { readFile } from '../files/read-file';
import { parseRequest, type Request } from '../router/request';
import { isIpAddress } from '../values/dns-name';
import type { Field } from '../values/field';
import { formatField } from '../values/format-field';
import { isHeaderName } from '../values/header-syntax';
import { allOf } from '../values/words';
import { asUsage, UsageError } from './command';
import type { Io } from './io';

/** What is said of a request, where nothing is certain about its texts. */
export interface Given extends Omit<Request, 'headers'> {
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>;
}

/**
 * The request that is meant. A header that is given twice is one with both values, as the gateway takes it.
 *
 * @throws one line, where a part of it cannot be used
 */
export function requestOf({ headers, ...given }: Given): Request {
  const { url, method = 'GET', sni, address, token, sourceIp } = given;
  const { secure } = parseRequest({ url, sourceIp, token, headers: Object.fromEntries(headers) });
  if (!isHeaderName(method)) throw new Error(`"${method}" is no method of HTTP, such as GET`);
  if (sni === '') throw new Error('the sni is empty; leave it out to ask for the host of the URL');
  if (sni !== undefined && !secure) throw new Error(`an sni is a part of TLS, and "${url}" is plain text; use https:// or tls://`);
  if (address !== undefined && !isIpAddress(address)) throw new Error(`"${address}" is no IP address of the gateway's pods, such as 10.0.0.1`);
  const byName = new Map<string, string>();
  for (const [name, value] of headers) {
    if (!isHeaderName(name)) throw new Error(`"${name}" is no name of a header`);
    const there = byName.get(name.toLowerCase());
    byName.set(name.toLowerCase(), there === undefined ? value : `${there},${value}`);
  }
  return { ...given, headers: Object.fromEntries(byName) };
}

/**
 * A header as curl takes it: `name: value`.
 *
 * @throws one line, where it has no colon
 */
export function parseHeader(text: string): readonly [name: string, value: string] {
  const colon = text.indexOf(':');
  if (colon < 1) throw new UsageError(`a header is "NAME: VALUE", not "${text}"`);
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

const TOKEN = 'a token is a map of its claims, such as {"iss": "https://accounts.example.com", "sub": "jason"}';

/**
 * The claims of a token, in JSON.
 *
 * @throws one line, where it is no map
 */
export function parseToken(text: string): Readonly<Record<string, unknown>> {
  try {
    return mapIn(JSON.parse(text), [], TOKEN);
  } catch {
    throw new UsageError(`${TOKEN}, not ${text}`);
  }
}

/** The requests of a file, a list in JSON; `-` is standard input. */
export async function readRequests(path: string, io: Io): Promise<readonly Request[]> {
  const shown = path === '-' ? '<stdin>' : path;
  const text = path === '-' ? await readStdin(io) : asUsage(() => readFile(resolve(io.cwd, path)).text);
  const [document = { text: '', line: 1 }, ...others] = documentsOf(text);
  const parsed = parseDocument(document);
  if ('reason' in parsed) throw new UsageError(`${shown}:${parsed.line}: ${parsed.reason}`);
  if (!Array.isArray(parsed.value) || others.length > 0) throw new UsageError(`${shown}:${parsed.line}: requests are one list, such as [{"url": "http://shop.example.com/"}]`);
  return parsed.value.map((entry, index) => {
    try {
      return requestOf(givenIn(entry, [index]));
    } catch (error) {
      const { field = [index], message } = error as Misfit;
      throw new UsageError(`${shown}:${Places.of(document.text, document.line).lineOf(field) ?? parsed.line}: ${formatField(field)}: ${message}`);
    }
  });
}

function readStdin(io: Io): Promise<string> {
  return io.stdin().catch(({ message }: Error) => { throw new UsageError(`<stdin>: ${message}`); });
}

/** A field of an entry that is not what it should be. */
class Misfit extends Error {
  constructor(readonly field: Field, message: string) {
    super(message);
  }
}

const FIELDS = ['url', 'method', 'headers', 'sni', 'clientCertificate', 'address', 'token', 'sourceIp'];

function givenIn(entry: unknown, at: Field): Given {
  const { url, method, headers = {}, sni, clientCertificate, address, token, sourceIp, ...others } = mapIn(entry, at, 'a request is a map, such as {"url": "http://shop.example.com/"}');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Misfit([...at, unknown], `a request has no such field; it has ${allOf(FIELDS)}`);
  if (url === undefined) throw new Misfit(at, 'the url is missing');
  if (clientCertificate !== undefined && typeof clientCertificate !== 'boolean') throw new Misfit([...at, 'clientCertificate'], 'it is true or false');
  return {
    url: textIn(url, [...at, 'url']),
    ...(method !== undefined && { method: textIn(method, [...at, 'method']) }),
    headers: Object.entries(mapIn(headers, [...at, 'headers'], 'headers are a map, such as {"x-user": "jason"}'))
      .map(([name, value]) => [name, textIn(value, [...at, 'headers', name])] as const),
    ...(sni !== undefined && { sni: textIn(sni, [...at, 'sni']) }),
    ...(clientCertificate !== undefined && { clientCertificate }),
    ...(address !== undefined && { address: textIn(address, [...at, 'address']) }),
    ...(token !== undefined && { token: mapIn(token, [...at, 'token'], TOKEN) }),
    ...(sourceIp !== undefined && { sourceIp: textIn(sourceIp, [...at, 'sourceIp']) }),
  };
}

function mapIn(value: unknown, field: Field, wanted: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misfit(field, wanted);
  return value as Readonly<Record<string, unknown>>;
}

function textIn(value: unknown, field: Field): string {
  if (typeof value !== 'string') throw new Misfit(field, `${JSON.stringify(value)} is no text; put it in quotes`);
  return value;
}
