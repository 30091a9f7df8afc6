import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { ActionBar } from '../../components/action-bar.tsx';
import { Button } from '../../components/button.tsx';
import { CentredLayout } from '../../components/layout.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import type { Draft } from '../../domain/draft.ts';
import { FailureMessage } from '../error-notice.tsx';
import { PATHS } from '../paths.ts';
import { useFlushPending } from '../pending-work.tsx';
import type { SealedRecord } from '../session.ts';
import { useSession } from '../session-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { BiodataStep } from './biodata/biodata-step.tsx';
import { FingersStep } from './fingers/fingers-step.tsx';
import { PhotoStep } from './photo/photo-step.tsx';
import { type Recording, RecordingContext } from './recording-context.ts';
import { ReviewStep } from './review/review-step.tsx';
import { SavedScreen } from './saved-screen.tsx';
import { SignatureStep } from './signature/signature-step.tsx';

/** One resident being recorded, from the biodata read aloud to *Tersimpan*. */
export function EnrolmentScreen({ recordId }: { readonly recordId: string }) {
  const { t } = useTranslation();
  const { drafts } = useSession();
  const [, navigate] = useLocation();
  const loaded = useLoaded(useCallback(() => drafts.load(recordId), [drafts, recordId]));
  if (loaded.value) return <LoadedRecording loaded={loaded.value} />;
  return (
    <CentredLayout
      actions={
        <ActionBar>
          <Button kind="primary" shortcuts={['Enter', 'Escape']} onPress={() => navigate(PATHS.home)}>
            {t('recording.backHome')}
          </Button>
        </ActionBar>
      }
    >
      {loaded.failure === null ? (
        <ProgressBar label={t('recording.loading')} segments={[]} />
      ) : (
        <FailureMessage code={loaded.failure} />
      )}
    </CentredLayout>
  );
}

function LoadedRecording({ loaded }: { readonly loaded: Draft }) {
  const { drafts } = useSession();
  const [, navigate] = useLocation();
  const flushPending = useFlushPending();
  const [draft, setDraft] = useState(loaded);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [sealed, setSealed] = useState<SealedRecord | null>(null);
  const { recordId } = loaded;

  const recording = useMemo((): Recording => {
    const take = (changed: Draft) => {
      setDraft(changed);
      setSavedAt(new Date().toISOString());
    };
    return {
      draft,
      savedAt,
      take,
      async goTo(step) {
        await flushPending();
        take(await drafts.goTo(recordId, step));
      },
      async leave() {
        await flushPending();
        navigate(PATHS.home);
      },
      finish: setSealed,
    };
  }, [draft, savedAt, drafts, recordId, flushPending, navigate]);

  if (sealed) return <SavedScreen name={draft.biodata.name} sealed={sealed} />;
  return (
    <RecordingContext value={recording}>
      <CurrentStep step={draft.step} />
    </RecordingContext>
  );
}

function CurrentStep({ step }: { readonly step: Draft['step'] }) {
  switch (step) {
    case 'biodata':
      return <BiodataStep />;
    case 'photo':
      return <PhotoStep />;
    case 'signature':
      return <SignatureStep />;
    case 'fingers':
      return <FingersStep />;
    case 'review':
      return <ReviewStep />;
  }
}
