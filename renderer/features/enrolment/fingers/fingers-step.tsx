import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FingerPosition } from '../../../../native-bridges/contract/modality.ts';
import { AdviceList } from '../../../components/advice-list.tsx';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Chip } from '../../../components/chip.tsx';
import { FingerRow } from '../../../components/finger-tile.tsx';
import type { Shortcut } from '../../../components/shortcut.ts';
import { type Draft, REQUIRED_FINGERS } from '../../../domain/draft.ts';
import { inSentence } from '../../formats.ts';
import { useAction } from '../../use-action.ts';
import { useRecording } from '../recording-context.ts';
import { StepFrame } from '../step-frame.tsx';
import { invitesRetry } from './finger-score.ts';
import { RecordedFinger } from './recorded-finger.tsx';
import { StoredQualityCard } from './stored-quality-card.tsx';
import { useFingerCapture } from './use-finger-capture.ts';

/** Keys that repeat a finger, in the order of the fingers. */
const REPEAT_KEYS: readonly Shortcut[] = ['F6', 'F7'];

/** Fourth step: the index fingers, one after the other; the better of two captures of a finger is kept. */
export function FingersStep() {
  const { t } = useTranslation();
  const { draft, take, goTo } = useRecording();
  const capture = useFingerCapture(draft.recordId);
  const move = useAction();
  const [chosen, setChosen] = useState<FingerPosition | null>(() => firstMissing(draft));
  const { phase } = capture;
  const finger = phase?.position ?? chosen;
  const name = (position: FingerPosition) => inSentence(t(`fingers.names.${position}`));
  const fileOf = (position: FingerPosition) => draft.fingers.find((file) => file.position === position) ?? null;
  const earlier = finger && fileOf(finger);

  // The next finger is asked for, and not yet captured: the one before may still lie on the glass.
  const record = async (position: FingerPosition) => {
    setChosen(position);
    const stored = await capture.start(position);
    if (!stored) return;
    take(stored);
    const file = stored.fingers.find((candidate) => candidate.position === position);
    setChosen(file && invitesRetry(file) ? position : firstMissing(stored));
  };
  const title = finger ? t('fingers.placeTitle', { finger: name(finger) }) : t('fingers.doneTitle');
  const readyHint = finger
    ? t(earlier ? 'fingers.retryHint' : 'fingers.readyHint', { finger: name(finger) })
    : t('fingers.doneHint');

  return (
    <StepFrame
      title={title}
      hint={phase ? t('fingers.placeHint') : readyHint}
      extra={finger && <Chip state="idle">{t('fingers.attempt', { count: (earlier?.attempts ?? 0) + 1 })}</Chip>}
      failure={capture.failure ?? move.failure}
      held={phase !== null}
      aside={
        <>
          <StoredQualityCard draft={draft} />
          <Card title={t('fingers.adviceTitle')}>
            <AdviceList items={[t('fingers.advice.wipe'), t('fingers.advice.dry'), t('fingers.advice.press')]} />
          </Card>
        </>
      }
      actions={
        phase ? (
          <>
            <Button shortcuts={['Escape']} onPress={capture.cancel}>
              {t('fingers.cancel')}
            </Button>
            <Button kind="primary" busy onPress={() => undefined}>
              {t('fingers.busy')}
            </Button>
          </>
        ) : (
          <>
            {chosen && earlier ? (
              <Button shortcuts={['F6']} onPress={() => setChosen(firstMissing(draft))}>
                {t('fingers.keep')}
              </Button>
            ) : (
              draft.fingers.map(({ position }) => (
                <Button
                  key={position}
                  shortcuts={REPEAT_KEYS.slice(indexOf(position), indexOf(position) + 1)}
                  onPress={() => void record(position)}
                >
                  {t('fingers.again', { finger: name(position) })}
                </Button>
              ))
            )}
            {chosen ? (
              <Button kind="primary" shortcuts={['Enter', 'Space']} onPress={() => void record(chosen)}>
                {t(earlier ? 'fingers.again' : 'fingers.start', { finger: name(chosen) })}
              </Button>
            ) : (
              <Button
                kind="primary"
                shortcuts={['Enter']}
                busy={move.busy}
                onPress={() => void move.run(() => goTo('review'))}
              >
                {t('recording.nextTo.review')}
              </Button>
            )}
          </>
        )
      }
    >
      <FingerRow>
        {REQUIRED_FINGERS.map((position) => (
          <RecordedFinger
            key={position}
            position={position}
            file={fileOf(position)}
            current={finger === position}
            phase={phase?.position === position ? phase : null}
          />
        ))}
      </FingerRow>
    </StepFrame>
  );
}

function indexOf(position: FingerPosition): number {
  return (REQUIRED_FINGERS as readonly FingerPosition[]).indexOf(position);
}

function firstMissing(draft: Draft): FingerPosition | null {
  return REQUIRED_FINGERS.find((position) => !draft.fingers.some((file) => file.position === position)) ?? null;
}
