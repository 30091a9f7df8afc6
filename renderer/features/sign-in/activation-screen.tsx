import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivationBundle } from '../../../electron/contract/siak-api.ts';
import { ActionBar } from '../../components/action-bar.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Heading } from '../../components/heading.tsx';
import { SplitLayout } from '../../components/layout.tsx';
import { ErrorNotice } from '../error-notice.tsx';
import { useKiosk } from '../session-context.ts';
import { useAction } from '../use-action.ts';
import panel from './drive-panel.module.css';

/** A kit that the centre does not know yet asks for its one-time code. */
export function ActivationScreen({ onActivated }: { readonly onActivated: (bundle: ActivationBundle) => void }) {
  const { t } = useTranslation();
  const kiosk = useKiosk();
  const [code, setCode] = useState('');
  const activate = useAction();
  const submit = () => activate.run(async () => onActivated(await kiosk.activate(code.trim())));
  return (
    <SplitLayout
      panel={
        <div className={panel.panel}>
          <p className={panel.name}>{t('activation.aboutTitle')}</p>
          <p>{t('activation.about')}</p>
        </div>
      }
      actions={
        <ActionBar>
          <Button
            kind="primary"
            shortcuts={['Enter']}
            busy={activate.busy}
            disabled={code.trim() === ''}
            onPress={() => void submit()}
          >
            {activate.busy ? t('activation.busy') : t('activation.submit')}
          </Button>
        </ActionBar>
      }
    >
      <Heading takesFocus={false} hint={t('activation.hint')}>
        {t('activation.title')}
      </Heading>
      <TextField label={t('activation.code')} value={code} onChange={setCode} large autoFocus maxLength={64} />
      {activate.failure !== null && <ErrorNotice code={activate.failure} />}
    </SplitLayout>
  );
}
