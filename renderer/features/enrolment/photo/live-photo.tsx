import { useTranslation } from 'react-i18next';
import { AdviceList } from '../../../components/advice-list.tsx';
import { Button } from '../../../components/button.tsx';
import { CameraView } from '../../../components/camera-view.tsx';
import { Card } from '../../../components/card.tsx';
import { portraitBackground } from '../../../domain/portrait.ts';
import { ErrorNotice } from '../../error-notice.tsx';
import { useSession } from '../../session-context.ts';
import { useAction } from '../../use-action.ts';
import { useRecording } from '../recording-context.ts';
import { StepFrame } from '../step-frame.tsx';
import { takePortrait } from './camera.ts';
import { useCamera } from './use-camera.ts';

export interface LivePhotoProps {
  readonly onTaken: () => void;
  /** The way back to the photo there is already. */
  readonly onKeep?: () => void;
}

/** The live picture with the frame of the portrait; Space takes it. */
export function LivePhoto({ onTaken, onKeep }: LivePhotoProps) {
  const { t } = useTranslation();
  const { drafts } = useSession();
  const { draft, take } = useRecording();
  const camera = useCamera();
  const shoot = useAction();
  const background = portraitBackground(draft.biodata);

  const takePhoto = () =>
    shoot.run(async () => {
      if (!camera.video.current) return;
      take(await drafts.savePhoto(draft.recordId, await takePortrait(camera.video.current)));
      onTaken();
    });
  return (
    <StepFrame
      title={t('photo.liveTitle')}
      hint={t('photo.liveHint')}
      failure={shoot.failure}
      {...(onKeep && { back: { title: t('app.back'), onPress: onKeep } })}
      aside={
        <Card title={t('photo.rulesTitle')}>
          <AdviceList
            items={[
              t(`photo.rules.${background}`),
              t('photo.rules.glasses'),
              t('photo.rules.face'),
              t('photo.rules.cover'),
              t('photo.rules.collar'),
            ]}
          />
        </Card>
      }
      actions={
        camera.failure !== null ? (
          <Button kind="primary" shortcuts={['Enter']} onPress={camera.retry}>
            {t('app.retry')}
          </Button>
        ) : (
          <Button
            kind="primary"
            shortcuts={['Space', 'Enter']}
            disabled={!camera.live}
            busy={shoot.busy}
            onPress={() => void takePhoto()}
          >
            {shoot.busy ? t('photo.savingPhoto') : t('photo.shoot')}
          </Button>
        )
      }
    >
      {camera.failure !== null && <ErrorNotice code={camera.failure} />}
      <CameraView
        video={camera.video}
        live={camera.live}
        label={t('photo.preview')}
        waiting={camera.failure === null ? t('photo.starting') : null}
      />
    </StepFrame>
  );
}
