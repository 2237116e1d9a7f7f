/** What a custom resource definition says about a value: the words of OpenAPI, as far as Istio's definitions use them. */
export interface Schema {
  /** `any`: nothing is said. */
  readonly type: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string' | 'any';
  /** Whether null stands for itself; elsewhere the API server drops a field that is null. */
  readonly nullable?: true;
  /** Of an object with fields of its own; one with neither these nor `additionalProperties` has none. */
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Of an object whose names are the user's: each of its values. */
  readonly additionalProperties?: Schema;
  /** Whether an object keeps fields that are not named here. */
  readonly open?: true;
  readonly required?: readonly string[];
  readonly choices?: readonly Choice[];
  readonly items?: Schema;
  /** Fields of the items of a list that tell them apart. */
  readonly keys?: readonly string[];
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly format?: 'int32' | 'byte';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly rules?: readonly CelRule[];
}

/** Fields of which an object has one; `orNone`: at most one. */
export interface Choice {
  readonly fields: readonly string[];
  readonly orNone: boolean;
}

/** What must hold of a value, in the Common Expression Language. */
export interface CelRule {
  readonly message: string;
  readonly expression: string;
}

/** A function made by ajv. It is called on what answers what JSON Schema cannot say. */
export interface Validator {
  (this: Checks, value: unknown): boolean;
  errors?: readonly ValidatorError[] | null;
}

export interface Checks {
  keeps(expression: string, value: unknown): boolean;
  /** Places of items with the keys of one before them, each with the place of that one. */
  repeated(items: readonly unknown[], keys: readonly string[]): ReadonlyArray<readonly [index: number, first: number]>;
}

/** What a validator found: a keyword that is not kept, at a JSON pointer. */
export interface ValidatorError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A kind of object, with what is the same for all versions of it. */
export interface KindSchema {
  readonly versions: readonly string[];
  /** Of an object as a whole. */
  schema(): Schema;
  validator(): Validator;
}
