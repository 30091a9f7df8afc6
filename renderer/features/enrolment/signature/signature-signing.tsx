import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdviceList } from '../../../components/advice-list.tsx';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Chip } from '../../../components/chip.tsx';
import type { PenStroke } from '../../../components/pen-strokes.ts';
import { SignaturePad } from '../../../components/signature-pad.tsx';
import { useSession } from '../../session-context.ts';
import { useAction } from '../../use-action.ts';
import { useRecording } from '../recording-context.ts';
import { StepFrame } from '../step-frame.tsx';
import { signaturePng } from './signature-png.ts';

/** The pad: strokes are taken back one by one or all at once, and stored when the officer says so. */
export function SignatureSigning({ onKeep }: { readonly onKeep?: () => void }) {
  const { t } = useTranslation();
  const { drafts } = useSession();
  const { draft, goTo } = useRecording();
  const [strokes, setStrokes] = useState<readonly PenStroke[]>([]);
  const store = useAction();
  const empty = strokes.length === 0;

  const use = () =>
    store.run(async () => {
      await drafts.saveSignature(draft.recordId, await signaturePng(strokes), strokes);
      await goTo('fingers');
    });
  return (
    <StepFrame
      title={t('signature.title')}
      hint={t('signature.hint')}
      extra={<Chip state={empty ? 'idle' : 'note'}>{t('signature.strokes', { count: strokes.length })}</Chip>}
      failure={store.failure}
      {...(onKeep && { back: { title: t('app.back'), onPress: onKeep } })}
      aside={
        <Card title={t('signature.adviceTitle')}>
          <AdviceList items={[t('signature.advice.whole'), t('signature.advice.sameAs'), t('signature.advice.line')]} />
        </Card>
      }
      actions={
        <>
          <Button shortcuts={['Delete']} disabled={empty} onPress={() => setStrokes([])}>
            {t('signature.clear')}
          </Button>
          <Button shortcuts={['Ctrl+Z']} disabled={empty} onPress={() => setStrokes(strokes.slice(0, -1))}>
            {t('signature.undo')}
          </Button>
          <Button kind="primary" shortcuts={['Enter']} disabled={empty} busy={store.busy} onPress={() => void use()}>
            {t('signature.use')}
          </Button>
        </>
      }
    >
      <SignaturePad
        label={t('signature.pad')}
        hint={t('signature.padHint')}
        strokes={strokes}
        onStroke={(stroke) => setStrokes((before) => [...before, stroke])}
      />
    </StepFrame>
  );
}
