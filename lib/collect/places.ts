import type { Field } from '../values/field';
import { asRecord } from '../values/read';
import { loadValue, type State } from './load';

/** Of each map and list the lines of its entries, from 0. */
type Lines = Map<object, Map<string | number, number>>;

/** Where the fields of a document stand. */
export class Places {
  /**
   * Parses a document.
   *
   * @param firstLine line of the whole text that it begins at, from 1
   * @throws where it cannot be parsed
   */
  public static of(text: string, firstLine: number): Places {
    const recorder = new Recorder();
    return new Places(loadValue(text, (event, state) => recorder[event](state)), recorder.lines, firstLine);
  }

  private constructor(private readonly value: unknown, private readonly lines: Lines, private readonly firstLine: number) {}

  /**
   * Line of a field, from 1: of its key in a map, of itself in a list. Of one that is not there it is that of the nearest one around
   * it; undefined where there is none.
   */
  public lineOf(field: Field): number | undefined {
    let [value, line]: [unknown, number | undefined] = [this.value, undefined];
    for (const step of field) {
      const found = this.lines.get(value as object)?.get(step);
      if (found === undefined) break;
      line = this.firstLine + found;
      value = Array.isArray(value) ? value[Number(step)] : asRecord(value)[step];
    }
    return line;
  }
}

/** A value that the parser came to, with those within it: keys and values of a map in turns. */
interface Part {
  readonly line: number;
  readonly parts: Part[];
  value?: unknown;
}

class Recorder {
  public readonly lines: Lines = new Map();

  private readonly begun: Part[] = [];

  public open({ line }: State): void {
    this.begun.push({ line, parts: [] });
  }

  public close({ kind, result }: State): void {
    const part = this.begun.pop();
    if (part === undefined) return;
    part.value = result;
    this.begun.at(-1)?.parts.push(part);
    // What may be a key is come to twice, the first time from within.
    if (typeof result !== 'object' || result === null || this.lines.has(result)) return;
    if (kind === 'mapping') this.lines.set(result, linesOfMap(asRecord(result), part.parts));
    if (kind === 'sequence' && Array.isArray(result)) this.lines.set(result, linesOfList(result, part.parts));
  }
}

function linesOfMap(map: Readonly<Record<string, unknown>>, parts: readonly Part[]): Map<string, number> {
  const lines = new Map<string, number>();
  for (let index = 0; index < parts.length; index++) {
    const { line, value } = parts[index];
    const name = String(value);
    if (!Object.hasOwn(map, name)) continue;
    lines.set(name, line);
    // An entry without a value is left out: {a, b: c}
    if (index + 1 < parts.length && Object.is(parts[index + 1].value, map[name])) index++;
  }
  return lines;
}

function linesOfList(list: readonly unknown[], parts: readonly Part[]): Map<number, number> {
  const lines = new Map<number, number>();
  let next = 0;
  for (const [index, value] of list.entries()) {
    // An empty one was not come to.
    if (next < parts.length && Object.is(parts[next].value, value)) lines.set(index, parts[next++].line);
  }
  return lines;
}
