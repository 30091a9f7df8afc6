import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShellDescription } from '../../electron/contract/shell-contract.ts';
import type { Drive } from '../../electron/contract/siak-api.ts';
import { Badge, TopBar } from '../components/top-bar.tsx';
import { LanguageSwitch } from './language-switch.tsx';

export interface KioskBarProps {
  readonly description: ShellDescription;
  readonly drive: Drive | null;
  readonly training: boolean;
  /** Lights before the language, officer after it. */
  readonly lights?: ReactNode;
  readonly officer?: ReactNode;
}

/** The top bar of every screen, with the marks that must never be missing: training, not for production. */
export function KioskBar({ description, drive, training, lights, officer }: KioskBarProps) {
  const { t } = useTranslation();
  return (
    <TopBar
      mark={t('app.name')}
      where={drive ? drive.name : ''}
      badges={
        <>
          {training && <Badge strong>{t('app.training')}</Badge>}
          {!description.forProduction && <Badge>{t('app.notProduction')}</Badge>}
        </>
      }
    >
      {lights}
      <LanguageSwitch />
      {officer}
    </TopBar>
  );
}
