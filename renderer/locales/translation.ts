import type { id } from './id.ts';

/** The same keys with any words. */
export type Texts<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> };

/** The shape of a language: exactly the keys of Indonesian. */
export type Translation = Texts<typeof id>;
