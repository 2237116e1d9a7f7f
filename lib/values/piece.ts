import type { Field } from './field';
import { asList, asNumber, asRecord, asText, isGiven } from './read';

/** A part of a manifest, and the way to it from the manifest's root. What is absent, or of another shape, has no parts. */
export class Piece {
  constructor(
    public readonly value: unknown,
    private readonly start?: Field,
    private readonly parent?: Piece,
    private readonly step: string | number = '',
  ) {}

  /** Put together when it is asked for, since most pieces are only looked at. */
  public get field(): Field {
    return this.parent === undefined ? this.start ?? [] : [...this.parent.field, this.step];
  }

  /** Whether something stands here; for Istio null is nothing. */
  public get isGiven(): boolean {
    return isGiven(this.value);
  }

  /** Whether Istio takes it as given: of what has a default as 0, false, an empty text or an empty list, that one is as good as nothing. */
  public get isSet(): boolean {
    return this.isGiven && this.value !== '' && this.value !== 0 && this.value !== false && !(Array.isArray(this.value) && this.value.length === 0);
  }

  public get text(): string | undefined {
    return asText(this.value);
  }

  public get number(): number | undefined {
    return asNumber(this.value);
  }

  /** Of a map. */
  public at(...names: readonly string[]): Piece {
    let piece: Piece = this;
    for (const name of names) piece = new Piece(own(piece.value, name), undefined, piece, name);
    return piece;
  }

  /** Of a list. */
  public get list(): readonly Piece[] {
    return asList(this.value).map((value, index) => new Piece(value, undefined, this, index));
  }

  /** Of a map with names that are the user's, as headers are. */
  public get entries(): ReadonlyArray<readonly [name: string, piece: Piece]> {
    if (!this.isGiven) return [];
    return Object.entries(asRecord(this.value)).map(([name, value]) => [name, new Piece(value, undefined, this, name)]);
  }
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
