import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Notice } from '../../../components/notice.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { firstOpenStep, isStepComplete } from '../../../domain/draft.ts';
import { inSentence } from '../../formats.ts';
import { useSession } from '../../session-context.ts';
import { useAction } from '../../use-action.ts';
import { useRecording } from '../recording-context.ts';
import { StepFrame } from '../step-frame.tsx';
import { ReviewBiodata } from './review-biodata.tsx';
import { ReviewCaptures } from './review-captures.tsx';
import { failuresOf, useStoredCaptures } from './use-stored-captures.ts';

/** Last step: everything at a glance, read back from storage; then *Simpan*. */
export function ReviewStep() {
  const { t } = useTranslation();
  const { drafts } = useSession();
  const { draft, goTo, finish } = useRecording();
  const save = useAction();
  const move = useAction();
  const captures = useStoredCaptures(draft);
  const damaged = captures ? failuresOf(captures) : [];
  const open = firstOpenStep(draft);
  const complete = isStepComplete(draft, 'review');
  const openName = inSentence(t(`recording.stepNames.${open}`));

  const store = () => save.run(async () => finish(await drafts.seal(draft.recordId)));
  const change = (step: typeof open) => void move.run(() => goTo(step));
  return (
    <StepFrame
      title={complete ? t('review.title') : t('review.incompleteTitle')}
      hint={complete ? t('review.hint') : t('review.incompleteHint')}
      failure={save.failure ?? move.failure ?? damaged[0] ?? null}
      held={save.busy}
      aside={
        save.busy ? (
          <Card>
            <p role="status">
              <b>{t('review.saving')}</b>
            </p>
            <ProgressBar label={t('review.saving')} segments={[]} />
            <p>{t('review.savingHint')}</p>
          </Card>
        ) : (
          !complete && <Notice state="look" title={t('review.missing', { steps: openName })} />
        )
      }
      actions={
        complete ? (
          <Button
            kind="primary"
            shortcuts={['F10', 'Ctrl+Enter']}
            disabled={damaged.length > 0}
            busy={save.busy}
            onPress={() => void store()}
          >
            {save.busy ? t('review.saving') : t('review.save')}
          </Button>
        ) : (
          <Button kind="primary" shortcuts={['Enter']} onPress={() => change(open)}>
            {t('review.complete', { step: openName })}
          </Button>
        )
      }
    >
      <Card fill>
        <ReviewCaptures captures={captures} onChange={change} />
        <ReviewBiodata onChange={() => change('biodata')} />
      </Card>
    </StepFrame>
  );
}
