import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestOf, type ConformanceCase } from './case';
import type { Answer, ClientRequest, EngineVersions, GatewayWorkload, Manifest, Question, Reply } from './engine/question';

const FOLDER = join(__dirname, 'recorded');
const ENDING = '.json';

/** What the real engine answered, and to what question. */
export interface Recording {
  readonly engine: EngineVersions;
  readonly question: { readonly gateway: GatewayWorkload; readonly manifests: readonly Manifest[] };
  readonly answers: readonly RecordedAnswer[];
}

export interface RecordedAnswer {
  readonly request: ClientRequest;
  readonly answer: Answer;
}

/** The question that a case puts today. */
export function questionOf(theCase: ConformanceCase): Question {
  return { manifests: theCase.manifests(), gateway: theCase.gateway, requests: theCase.requests.map(requestOf) };
}

export function recordingOf({ manifests, gateway, requests }: Question, { engine, answers }: Reply): Recording {
  return { engine, question: { gateway, manifests }, answers: requests.map((request, i) => ({ request, answer: answers[i] })) };
}

export function recordedNames(): readonly string[] {
  return readdirSync(FOLDER).filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length)).sort();
}

export function tryRecording(name: string): Recording | undefined {
  return existsSync(pathOf(name)) ? (JSON.parse(readFileSync(pathOf(name), 'utf8')) as Recording) : undefined;
}

export function recording(name: string): Recording {
  const found = tryRecording(name);
  if (found === undefined) throw new Error(`nothing is recorded for the case "${name}"; recorded are ${recordedNames().join(', ')}: run npm run conformance:record`);
  return found;
}

export function write(name: string, recording: Recording): void {
  writeFileSync(pathOf(name), `${JSON.stringify(recording, null, 2)}\n`);
}

function pathOf(name: string): string {
  return join(FOLDER, `${name}${ENDING}`);
}
