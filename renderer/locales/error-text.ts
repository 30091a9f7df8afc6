import type { TFunction } from 'i18next';
import { idErrors } from './id-errors.ts';

type KnownCode = keyof typeof idErrors;

/** What a failure means to the officer. */
export interface ErrorText {
  readonly title: string;
  /** What happened, and that nothing is lost. */
  readonly what: string;
  /** What to do. */
  readonly next: string;
}

/** The sentences of a code. A code of a newer shell or centre gets the general ones; the code itself is shown beside. */
export function errorText(t: TFunction, code: string): ErrorText {
  const known: KnownCode = Object.hasOwn(idErrors, code) ? (code as KnownCode) : 'RPC_INTERNAL';
  return { title: t(`errors.${known}.title`), what: t(`errors.${known}.what`), next: t(`errors.${known}.next`) };
}
