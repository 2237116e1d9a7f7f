// What the pages need of what typedoc says in JSON; its own declarations are for other settings of TypeScript than this project's.

export const Kind = {
  function: 64, variable: 32, class: 128, interface: 256, constructor: 512, property: 1024, method: 2048, callSignature: 4096,
  constructorSignature: 16384, parameter: 32768, accessor: 262144, getSignature: 524288, typeAlias: 2097152,
} as const;

export interface CommentPart {
  readonly kind: 'text' | 'code' | 'inline-tag' | 'relative-link';
  readonly text: string;
  readonly tag?: string;
  readonly target?: number | string | object;
}

export interface BlockTag {
  readonly tag: string;
  /** Of `@param`: the parameter's. */
  readonly name?: string;
  readonly content: readonly CommentPart[];
}

export interface Comment {
  readonly summary: readonly CommentPart[];
  readonly blockTags?: readonly BlockTag[];
}

export interface Reflection {
  readonly id: number;
  readonly name: string;
  readonly kind: number;
  readonly flags: Readonly<Record<string, boolean | undefined>>;
  readonly comment?: Comment;
  readonly children?: readonly Reflection[];
  readonly signatures?: readonly Reflection[];
  readonly getSignature?: Reflection;
  readonly indexSignatures?: readonly Reflection[];
  readonly parameters?: readonly Reflection[];
  readonly typeParameters?: readonly Reflection[];
  readonly type?: Type;
  readonly default?: Type;
  readonly defaultValue?: string;
  readonly extendedTypes?: readonly Type[];
  readonly implementedTypes?: readonly Type[];
}

/** A type, by its `type`: the fields that there are depend on it. */
export interface Type {
  readonly type: string;
  readonly name?: string;
  readonly target?: number | Type | { readonly packageName: string; readonly packagePath: string; readonly qualifiedName: string };
  readonly typeArguments?: readonly Type[];
  readonly refersToTypeParameter?: boolean;
  readonly types?: readonly Type[];
  readonly elementType?: Type;
  readonly elements?: readonly Type[];
  readonly element?: Type;
  readonly isOptional?: boolean;
  readonly operator?: string;
  readonly value?: unknown;
  readonly declaration?: Reflection;
  readonly head?: string;
  readonly tail?: ReadonlyArray<readonly [Type, string]>;
  readonly checkType?: Type;
  readonly extendsType?: Type;
  readonly trueType?: Type;
  readonly falseType?: Type;
  readonly objectType?: Type;
  readonly indexType?: Type;
  readonly parameter?: string;
  readonly parameterType?: Type;
  readonly templateType?: Type;
  readonly readonlyModifier?: string;
  readonly optionalModifier?: string;
}
