import type * as z from 'zod/mini';

/** One callable: validators of its arguments and of its result. Both sides check what they receive. */
export interface Procedure {
  readonly args: z.ZodMiniType<readonly unknown[], unknown>;
  readonly result: z.ZodMiniType<unknown, unknown>;
}

/** Procedures in named groups; the group is the service that answers. */
export type Contract = Readonly<Record<string, Readonly<Record<string, Procedure>>>>;

type Function<P extends Procedure> = (
  ...args: Extract<z.output<P['args']>, readonly unknown[]>
) => Promise<z.output<P['result']>>;

/** The TypeScript interface of a contract: what a service implements and what its client calls. */
export type ApiOf<C extends Contract> = {
  readonly [Group in keyof C]: { readonly [Name in keyof C[Group]]: Function<C[Group][Name]> };
};
