import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { FramedPicture } from '../../../components/framed-picture.tsx';
import { useAction } from '../../use-action.ts';
import { useRecording } from '../recording-context.ts';
import { StepFrame } from '../step-frame.tsx';
import { useCapture } from '../use-capture.ts';

/** The stored signature, read back. */
export function StoredSignature({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useTranslation();
  const { draft, goTo } = useRecording();
  const stored = useCapture('signature', draft.signature?.sha256 ?? null);
  const move = useAction();
  return (
    <StepFrame
      title={t('signature.storedTitle')}
      hint={t('signature.storedHint')}
      failure={stored.failure ?? move.failure}
      actions={
        <>
          <Button shortcuts={['R']} onPress={onAgain}>
            {t('signature.again')}
          </Button>
          <Button
            kind="primary"
            shortcuts={['Enter']}
            busy={move.busy}
            onPress={() => void move.run(() => goTo('fingers'))}
          >
            {t('recording.nextTo.fingers')}
          </Button>
        </>
      }
    >
      <FramedPicture shape="signature" bytes={stored.value} mediaType="image/png" label={t('signature.stored')} />
    </StepFrame>
  );
}
