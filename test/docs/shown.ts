import { dump } from 'js-yaml';
import { parseManifests } from '../../lib/collect/yaml';
import type { Manifest } from '../../lib/values/read';

/** Stands in YAML for what a page leaves out. */
const MORE = '__more__';

/** YAML of a page. A line `# ...` says that there is more in that place, and only there. */
export interface ShownYaml {
  readonly documents: readonly Manifest[];
  /** Whether there are more documents. */
  readonly more: boolean;
}

export function readShown(text: string): ShownYaml {
  const parts = text.split(/^---$/m).map((part) => part.trim());
  const documents = parts.filter((part) => part !== '# ...');
  return {
    documents: documents.flatMap((part) => parseManifests({ path: 'shown.yaml', text: markMore(part) })),
    more: documents.length < parts.length,
  };
}

// Where a line says that there is more, an entry of the list or map around it does.
function markMore(text: string): string {
  const lines = text.split('\n');
  const indentOf = (line: string) => line.length - line.trimStart().length;
  const isMore = (line: string) => line.trim() === '# ...';
  return lines.map((line, index) => {
    if (!isMore(line)) return line;
    const indent = indentOf(line);
    const sibling = [...lines.slice(index + 1, index + 2), ...lines.slice(0, index).reverse()].find((each) => each.trim() !== '' && !isMore(each) && indentOf(each) === indent);
    return `${' '.repeat(indent)}${sibling?.trimStart().startsWith('- ') ? `- ${MORE}` : `${MORE}: true`}`;
  }).join('\n');
}

/** What is rendered, as far as the page shows it: equal to what the page shows where the page is right. */
export function asShown({ documents, more }: ShownYaml, rendered: readonly Manifest[]): { readonly shown: unknown; readonly rendered: unknown } {
  return { shown: documents.map(withoutMore), rendered: pick([...documents, ...(more ? [MORE] : [])], rendered) };
}

function pick(shown: unknown, rendered: unknown): unknown {
  if (Array.isArray(shown) && Array.isArray(rendered)) {
    return shown.includes(MORE) ? pickSome(shown.filter((each) => each !== MORE), rendered) : rendered.map((each, index) => pick(shown[index], each));
  }
  if (!isMap(shown) || !isMap(rendered)) return rendered;
  const keys = Object.keys(rendered).filter((key) => !Object.hasOwn(shown, MORE) || Object.hasOwn(shown, key));
  return Object.fromEntries(keys.map((key) => [key, pick(shown[key], rendered[key])]));
}

// Of each that is shown the first one that is like it, in their order.
function pickSome(shown: readonly unknown[], rendered: readonly unknown[]): unknown {
  let rest = rendered;
  return shown.flatMap((each) => {
    const found = rest.findIndex((other) => isSame(pick(each, other), withoutMore(each)));
    if (found < 0) return [{ 'nothing like': withoutMore(each), 'is among': rest }];
    const picked = pick(each, rest[found]);
    rest = rest.slice(found + 1);
    return [picked];
  });
}

function withoutMore(shown: unknown): unknown {
  if (Array.isArray(shown)) return shown.filter((each) => each !== MORE).map(withoutMore);
  return isMap(shown) ? Object.fromEntries(Object.entries(shown).filter(([key]) => key !== MORE).map(([key, value]) => [key, withoutMore(value)])) : shown;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function inYaml(value: unknown, { sortKeys = false } = {}): string {
  return dump(value, { noRefs: true, sortKeys, lineWidth: -1 });
}

/** Whether two values are the same, whatever the order of their keys. */
export function isSame(one: unknown, other: unknown): boolean {
  return inYaml(one, { sortKeys: true }) === inYaml(other, { sortKeys: true });
}

/** Whether text is what a page shows, where a line `...` stands for any lines. */
export function isText(shown: string, actual: string): boolean {
  const lines = shown.trim().split('\n').map((line) => (line.trim() === '...' ? '(?:.*\\n)*?' : `${line.trimEnd().replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[ ]*\\n`));
  return new RegExp(`^${lines.join('')}$`).test(`${actual.trim()}\n`);
}
