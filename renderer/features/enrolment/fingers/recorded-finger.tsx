import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FingerPosition } from '../../../../native-bridges/contract/modality.ts';
import { Chip } from '../../../components/chip.tsx';
import { FingerTile } from '../../../components/finger-tile.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import type { FingerFile } from '../../../domain/draft.ts';
import { errorText } from '../../../locales/error-text.ts';
import { inSentence } from '../../formats.ts';
import { useSession } from '../../session-context.ts';
import { useLoaded } from '../../use-loaded.ts';
import { useRecording } from '../recording-context.ts';
import { isClear } from './finger-score.ts';
import type { CapturePhase } from './use-finger-capture.ts';

export interface RecordedFingerProps {
  readonly position: FingerPosition;
  /** Null until it is stored. */
  readonly file: FingerFile | null;
  readonly current: boolean;
  readonly phase: CapturePhase | null;
}

/** One finger: its print decoded again from what is stored, or how its capture goes. */
export function RecordedFinger({ position, file, current, phase }: RecordedFingerProps) {
  const { t } = useTranslation();
  const { drafts } = useSession();
  const { recordId } = useRecording().draft;
  const version = file?.sha256 ?? null;
  const stored = useLoaded(
    useCallback(
      async () => (version ? drafts.readFinger(recordId, position) : null),
      [drafts, recordId, position, version],
    ),
  );
  const name = t(`fingers.names.${position}`);
  const score = file?.quality.score ?? 0;
  return (
    <FingerTile
      title={name}
      current={current}
      image={phase ? null : stored.value}
      imageLabel={t('fingers.image', { finger: name, score })}
    >
      {phase ? (
        <>
          <ProgressBar
            label={t('fingers.progress', { finger: inSentence(name) })}
            segments={phase.stage === 'transferring' ? [{ kind: 'moving', share: phase.share }] : []}
          />
          <p role="status">{t(`fingers.stages.${phase.stage}`)}</p>
        </>
      ) : stored.failure ? (
        <p role="status">
          <Chip state="stop">{errorText(t, stored.failure).title}</Chip>
        </p>
      ) : file ? (
        <p role="status">
          <Chip state={isClear(score) ? 'good' : 'look'}>
            {t(isClear(score) ? 'fingers.good' : 'fingers.low', { score })}
          </Chip>
        </p>
      ) : (
        <p>{t('fingers.notYet')}</p>
      )}
    </FingerTile>
  );
}
