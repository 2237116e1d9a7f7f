import type { Book, Place } from './book';
import type { BlockTag, Comment, CommentPart, Reflection, Type } from './model';
import { piecesOf, type Piece } from './types';

/** Words, types and links as they stand on one page. */
export class Text {
  constructor(private readonly book: Book, private readonly page: string) {}

  /** What a comment says, with its links. */
  public words(parts: readonly CommentPart[]): string {
    return parts.map((part) => (part.kind === 'inline-tag' ? this.link(part) : part.text)).join('').trim();
  }

  /** In a cell of a table: one line. */
  public cell(parts: readonly CommentPart[]): string {
    return inCell(this.words(parts));
  }

  /** A type in code, whose names lead to their pages. */
  public type(type: Type | undefined): string {
    const pieces = piecesOf(type);
    const plain = plainOf(pieces);
    if (pieces.every((piece) => this.hrefOf(piece) === undefined) && !plain.includes('`')) return `\`${plain}\``;
    const marked = pieces.map((piece) => {
      const [text, href] = [escaped(typeof piece === 'string' ? piece : piece.name), this.hrefOf(piece)];
      return href === undefined ? text : `<a href="${href}">${text}</a>`;
    });
    return `<code>${marked.join('')}</code>`;
  }

  /** The sources that a comment names. */
  public sources(comment: Comment | undefined): string {
    const sources = tagsOf(comment, '@see').map(({ content }) => this.words(content).replace(/https?:\/\/\S+/g, (url) => `[${titleOf(url)}](${url})`));
    return sources.length === 0 ? '' : `Source: ${sources.join(' · ')}`;
  }

  public toSymbol({ id, name }: Reflection): string {
    const place = this.book.places.get(id);
    return place === undefined ? `\`${name}\`` : `[\`${name}\`](${this.hrefTo(place)})`;
  }

  private link({ text, target }: CommentPart): string {
    const words = text.trim();
    if (typeof target === 'string') return `[${words === target ? titleOf(target) : words}](${target})`;
    const place = typeof target === 'number' ? this.book.places.get(target) : undefined;
    return place === undefined ? `\`${words}\`` : `[\`${words}\`](${this.hrefTo(place)})`;
  }

  private hrefOf(piece: Piece): string | undefined {
    const place = typeof piece === 'string' ? undefined : this.book.places.get(piece.id);
    return place && this.hrefTo(place);
  }

  private hrefTo({ page, anchor }: Place): string {
    const fragment = anchor === undefined ? '' : `#${anchor}`;
    return page === this.page && anchor !== undefined ? fragment : `${page}.md${fragment}`;
  }
}

export function plainOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.name)).join('');
}

export function tagsOf(comment: Comment | undefined, tag: string): readonly BlockTag[] {
  return (comment?.blockTags ?? []).filter((each) => each.tag === tag);
}

/** `@default - all of the host's` says a behaviour, `@default false` a value, which text may follow. */
export function defaultOf(comment: Comment | undefined, text: Text): string {
  const [tag] = tagsOf(comment, '@default');
  if (tag === undefined) return '';
  const words = inCell(text.words(tag.content));
  if (words.startsWith('- ')) return words.slice(2);
  return /^(?:'[^']*'|[\w.]+)$/.test(words) ? `\`${words}\`` : words.replace(/'[^']*'/g, '`$&`');
}

export function inCell(words: string): string {
  return words.replaceAll('|', '\\|').replace(/\n{2,}/g, '<br><br>').replace(/\s*\n\s*/g, ' ');
}

// https://istio.io/latest/docs/reference/config/networking/gateway/#Server → istio.io: gateway, Server
function titleOf(url: string): string {
  const { hostname, pathname, hash } = new URL(url);
  const last = pathname.split('/').filter((part) => part !== '').at(-1);
  return `${hostname.replace(/^www\./, '')}${last ? `: ${last.replace(/\.html?$/, '')}` : ''}${hash ? `, ${decodeURIComponent(hash.slice(1))}` : ''}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('|', '&#124;').replaceAll('*', '&#42;').replaceAll('_', '&#95;');
}
