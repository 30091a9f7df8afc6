import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Message } from '../components/message.tsx';
import { Notice } from '../components/notice.tsx';
import { errorText } from '../locales/error-text.ts';

/** A failure as the officer reads it: what happened, that nothing is lost, what to do; the code for the technician. */
export function ErrorNotice({ code, actions }: { readonly code: string; readonly actions?: ReactNode }) {
  const { t } = useTranslation();
  const { title, what, next } = errorText(t, code);
  return (
    <Notice state="stop" title={title} code={t('app.code', { code })} actions={actions}>
      <p>{what}</p>
      <p>
        <b>{next}</b>
      </p>
    </Notice>
  );
}

/** The same where the failure is all that a screen has to say. */
export function FailureMessage({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const { title, what, next } = errorText(t, code);
  return (
    <Message state="stop" title={title} code={t('app.code', { code })}>
      <p>{what}</p>
      <p>
        <b>{next}</b>
      </p>
    </Message>
  );
}
