/** The way to a field of a manifest: names, and places in lists from 0; `['spec', 'servers', 0, 'port']`. */
export type Field = ReadonlyArray<string | number>;
