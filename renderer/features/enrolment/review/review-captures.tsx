import { useTranslation } from 'react-i18next';
import type { FingerPosition } from '../../../../native-bridges/contract/modality.ts';
import { Chip } from '../../../components/chip.tsx';
import { Picture } from '../../../components/picture.tsx';
import { Print } from '../../../components/print.tsx';
import { ReviewItem, ReviewRow } from '../../../components/review-item.tsx';
import { type EnrolmentStep, REQUIRED_FINGERS } from '../../../domain/draft.ts';
import { inSentence } from '../../formats.ts';
import { isClear } from '../fingers/finger-score.ts';
import { useRecording } from '../recording-context.ts';
import type { StoredCaptures } from './use-stored-captures.ts';

export interface ReviewCapturesProps {
  /** Null while they are being read. */
  readonly captures: StoredCaptures | null;
  readonly onChange: (step: EnrolmentStep) => void;
}

/** Photo, signature and prints as they are stored. */
export function ReviewCaptures({ captures, onChange }: ReviewCapturesProps) {
  const { t } = useTranslation();
  const { draft } = useRecording();
  const photo = captures?.photo.value;
  const signature = captures?.signature.value;
  const change = (step: EnrolmentStep, name: string) => ({
    label: t('review.changeShort'),
    spoken: t('review.change', { step: inSentence(name) }),
    onPress: () => onChange(step),
  });
  const unread = <Chip state="stop">{t('review.unread')}</Chip>;
  const photoName = t('recording.stepNames.photo');
  const signatureName = t('recording.stepNames.signature');
  return (
    <ReviewRow>
      <ReviewItem
        title={photoName}
        shape="portrait"
        change={change('photo', photoName)}
        badge={captures?.photo.failure && unread}
      >
        {photo && <Picture bytes={photo} mediaType="image/jpeg" label={t('recording.portrait')} />}
      </ReviewItem>
      <ReviewItem
        title={signatureName}
        shape="signature"
        change={change('signature', signatureName)}
        badge={captures?.signature.failure && unread}
      >
        {signature && <Picture bytes={signature} mediaType="image/png" label={t('signature.stored')} />}
      </ReviewItem>
      {REQUIRED_FINGERS.map(print)}
    </ReviewRow>
  );

  function print(position: FingerPosition) {
    const name = t(`fingers.names.${position}`);
    const stored = captures?.prints.get(position);
    const score = draft.fingers.find((file) => file.position === position)?.quality.score ?? 0;
    const clear = isClear(score);
    const badge = stored?.value ? (
      <Chip state={clear ? 'good' : 'look'}>{t(clear ? 'fingers.good' : 'fingers.low', { score })}</Chip>
    ) : (
      stored?.failure && unread
    );
    return (
      <ReviewItem key={position} title={name} shape="print" change={change('fingers', name)} badge={badge}>
        {stored?.value && <Print image={stored.value} label={t('fingers.image', { finger: name, score })} />}
      </ReviewItem>
    );
  }
}
