import type { Field } from './field';
import { asList, asNumber, asRecord, asText } from './read';

/** A part of a manifest, and the way to it from the manifest's root. What is absent, or of another shape, has no parts. */
export class Piece {
  constructor(public readonly value: unknown, public readonly field: Field = []) {}

  /** Whether something stands here; for Istio null is nothing. */
  public get isGiven(): boolean {
    return this.value !== undefined && this.value !== null;
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
    return names.reduce<Piece>((piece, name) => new Piece(own(piece.value, name), [...piece.field, name]), this);
  }

  /** Of a list. */
  public get list(): readonly Piece[] {
    return asList(this.value).map((value, index) => new Piece(value, [...this.field, index]));
  }

  /** Of a map with names that are the user's, as headers are. */
  public get entries(): ReadonlyArray<readonly [name: string, piece: Piece]> {
    return Object.entries(asRecord(this.value)).map(([name, value]) => [name, new Piece(value, [...this.field, name])]);
  }
}

function own(value: unknown, name: string): unknown {
  const record = asRecord(value);
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
