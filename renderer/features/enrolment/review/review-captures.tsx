import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FingerPosition } from '../../../../native-bridges/contract/modality.ts';
import { Chip } from '../../../components/chip.tsx';
import { Picture } from '../../../components/picture.tsx';
import { Print } from '../../../components/print.tsx';
import { ReviewItem, ReviewRow } from '../../../components/review-item.tsx';
import { type EnrolmentStep, REQUIRED_FINGERS } from '../../../domain/draft.ts';
import { inSentence } from '../../formats.ts';
import { useSession } from '../../session-context.ts';
import { useLoaded } from '../../use-loaded.ts';
import { isClear } from '../fingers/finger-score.ts';
import { useRecording } from '../recording-context.ts';
import { useCapture } from '../use-capture.ts';

/** Photo, signature and prints as they are stored. */
export function ReviewCaptures({ onChange }: { readonly onChange: (step: EnrolmentStep) => void }) {
  const { t } = useTranslation();
  const { draft } = useRecording();
  const photo = useCapture('photo', draft.photo?.sha256 ?? null);
  const signature = useCapture('signature', draft.signature?.sha256 ?? null);
  const change = (step: EnrolmentStep) => ({
    label: t('review.changeShort'),
    spoken: t('review.change', { step: inSentence(t(`recording.stepNames.${step}`)) }),
    onPress: () => onChange(step),
  });
  return (
    <ReviewRow>
      <ReviewItem title={t('recording.stepNames.photo')} shape="portrait" change={change('photo')}>
        {photo.value && <Picture bytes={photo.value} mediaType="image/jpeg" label={t('recording.portrait')} />}
      </ReviewItem>
      <ReviewItem title={t('recording.stepNames.signature')} shape="signature" change={change('signature')}>
        {signature.value && <Picture bytes={signature.value} mediaType="image/png" label={t('signature.stored')} />}
      </ReviewItem>
      {REQUIRED_FINGERS.map((position) => (
        <ReviewPrint key={position} position={position} change={change('fingers')} />
      ))}
    </ReviewRow>
  );
}

function ReviewPrint(props: {
  readonly position: FingerPosition;
  readonly change: { readonly label: string; readonly spoken: string; readonly onPress: () => void };
}) {
  const { t } = useTranslation();
  const { position, change } = props;
  const { drafts } = useSession();
  const { recordId, fingers } = useRecording().draft;
  const file = fingers.find((finger) => finger.position === position);
  const version = file?.sha256 ?? null;
  const print = useLoaded(
    useCallback(
      async () => (version ? drafts.readFinger(recordId, position) : null),
      [drafts, recordId, position, version],
    ),
  );
  const name = t(`fingers.names.${position}`);
  const score = file?.quality.score ?? 0;
  return (
    <ReviewItem
      title={name}
      shape="print"
      change={{ ...change, spoken: t('review.change', { step: inSentence(name) }) }}
      badge={
        file && (
          <Chip state={isClear(score) ? 'good' : 'look'}>
            {t(isClear(score) ? 'fingers.good' : 'fingers.low', { score })}
          </Chip>
        )
      }
    >
      {print.value && <Print image={print.value} label={t('fingers.image', { finger: name, score })} />}
    </ReviewItem>
  );
}
