import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivationBundle } from '../../../electron/contract/siak-api.ts';
import { ActionBar } from '../../components/action-bar.tsx';
import { Button } from '../../components/button.tsx';
import { ChoiceList } from '../../components/choice-list.tsx';
import { TextField } from '../../components/field.tsx';
import { Heading } from '../../components/heading.tsx';
import { SplitLayout } from '../../components/layout.tsx';
import { Notice } from '../../components/notice.tsx';
import { errorText } from '../../locales/error-text.ts';
import { ErrorNotice } from '../error-notice.tsx';
import type { Session } from '../session.ts';
import { useKiosk } from '../session-context.ts';
import { useAction } from '../use-action.ts';
import { DrivePanel } from './drive-panel.tsx';
import { TrainingCredentials } from './training-credentials.tsx';

export interface SignInScreenProps {
  readonly activation: ActivationBundle;
  readonly onSignedIn: (session: Session) => void;
}

/** Who is at work: a name, where there are several, and a PIN. */
export function SignInScreen({ activation, onSignedIn }: SignInScreenProps) {
  const { t } = useTranslation();
  const kiosk = useKiosk();
  const { officers } = activation;
  const several = officers.length > 1;
  const [officerId, setOfficerId] = useState(officers[0]?.officerId ?? '');
  const [pin, setPin] = useState('');
  const signIn = useAction();
  const choice = useRef<HTMLInputElement>(null);
  const pinField = useRef<HTMLInputElement>(null);
  useEffect(() => (several ? choice : pinField).current?.focus(), [several]);

  const submit = async () => {
    if (pin === '') {
      pinField.current?.focus();
      return;
    }
    await signIn.run(async () => onSignedIn(await kiosk.signIn(officerId, pin)));
    setPin('');
    pinField.current?.focus();
  };

  return (
    <SplitLayout
      panel={<DrivePanel drive={activation.drive} />}
      actions={
        <ActionBar>
          <Button kind="primary" shortcuts={['Enter']} busy={signIn.busy} onPress={() => void submit()}>
            {signIn.busy ? t('signIn.busy') : t('signIn.submit')}
          </Button>
        </ActionBar>
      }
    >
      <Heading takesFocus={false} hint={several ? t('signIn.chooseHint') : t('signIn.hint')}>
        {several ? t('signIn.chooseTitle') : t('signIn.title')}
      </Heading>
      {several ? (
        <ChoiceList
          ref={choice}
          label={t('signIn.officers')}
          value={officerId}
          onChange={setOfficerId}
          onDigit={() => pinField.current?.focus()}
          choices={officers.map((officer) => ({
            id: officer.officerId,
            title: officer.name,
            detail: t(`roles.${officer.role}`),
          }))}
        />
      ) : (
        officers[0] && (
          <p>
            <b>{officers[0].name}</b> · {t(`roles.${officers[0].role}`)}
          </p>
        )
      )}
      <TextField
        ref={pinField}
        label={t('signIn.pin')}
        value={pin}
        onChange={setPin}
        digits
        secret
        large
        maxLength={12}
      />
      {signIn.failure === 'PIN_WRONG' && (
        <Notice state="look" title={errorText(t, 'PIN_WRONG').title}>
          <p>{errorText(t, 'PIN_WRONG').next}</p>
        </Notice>
      )}
      {signIn.failure !== null && signIn.failure !== 'PIN_WRONG' && <ErrorNotice code={signIn.failure} />}
      {kiosk.description.training && <TrainingCredentials credentials={kiosk.description.training.credentials} />}
    </SplitLayout>
  );
}
