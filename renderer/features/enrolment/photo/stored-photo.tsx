import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { FramedPicture } from '../../../components/framed-picture.tsx';
import { useSession } from '../../session-context.ts';
import { useAction } from '../../use-action.ts';
import { useRecording } from '../recording-context.ts';
import { StepFrame } from '../step-frame.tsx';
import { useCapture } from '../use-capture.ts';

/** The stored photo, turned to the resident: they approve it, or it is taken again. */
export function StoredPhoto({ onRetake }: { readonly onRetake: () => void }) {
  const { t } = useTranslation();
  const { drafts } = useSession();
  const { draft, goTo } = useRecording();
  const stored = useCapture('photo', draft.photo?.sha256 ?? null);
  const approve = useAction();
  const approved = draft.photoApprovedAt !== null;

  const goOn = () =>
    approve.run(async () => {
      if (!approved) await drafts.approvePhoto(draft.recordId);
      await goTo('signature');
    });
  return (
    <StepFrame
      title={approved ? t('photo.approvedTitle') : t('photo.approveTitle')}
      hint={approved ? t('photo.approvedHint') : t('photo.approveHint')}
      failure={approve.failure ?? stored.failure}
      actions={
        <>
          <Button shortcuts={['R']} onPress={onRetake}>
            {t('photo.again')}
          </Button>
          <Button
            kind="primary"
            shortcuts={['Enter']}
            busy={approve.busy}
            disabled={stored.value === null}
            onPress={() => void goOn()}
          >
            {approved ? t('recording.nextTo.signature') : t('photo.approve')}
          </Button>
        </>
      }
    >
      <FramedPicture shape="portrait" bytes={stored.value} mediaType="image/jpeg" label={t('photo.stored')} />
    </StepFrame>
  );
}
