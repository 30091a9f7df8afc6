import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionBar } from '../../components/action-bar.tsx';
import { Button } from '../../components/button.tsx';
import { Heading } from '../../components/heading.tsx';
import { RecordingLayout } from '../../components/layout.tsx';
import { ResidentCard } from '../../components/resident-card.tsx';
import { type Step, StepList } from '../../components/step-list.tsx';
import { ageOn } from '../../domain/age.ts';
import {
  type Draft,
  ENROLMENT_STEPS,
  type EnrolmentStep,
  isStepComplete,
  REQUIRED_FINGERS,
} from '../../domain/draft.ts';
import { portraitBackground } from '../../domain/portrait.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { today, useFormats } from '../formats.ts';
import { useSession } from '../session-context.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';
import { useRecording } from './recording-context.ts';

export interface StepFrameProps {
  readonly title: string;
  readonly hint: string;
  readonly extra?: ReactNode;
  /** Code of the step's own failure. */
  readonly failure: string | null;
  /** Something is under way that must end before anybody leaves; what Escape means is then the step's business. */
  readonly held?: boolean;
  /** Replaces the way to the step before, where the step has an inner way back. */
  readonly back?: { readonly title: string; readonly onPress: () => void };
  readonly children: ReactNode;
  readonly aside?: ReactNode;
  readonly actions: ReactNode;
}

/** What every step has: the way at the left, the question, the resident at the right, the way back and on at the foot. */
export function StepFrame({
  title,
  hint,
  extra,
  failure,
  held = false,
  back,
  children,
  aside,
  actions,
}: StepFrameProps) {
  const { t } = useTranslation();
  const recording = useRecording();
  const move = useAction();
  const { step } = recording.draft;
  const previous = ENROLMENT_STEPS[ENROLMENT_STEPS.indexOf(step) - 1];
  const goTo = (wanted: EnrolmentStep) => void move.run(() => recording.goTo(wanted));
  const leave = () => void move.run(() => recording.leave());
  const way = back ?? {
    title: previous ? t(`recording.stepNames.${previous}`) : t('recording.backHome'),
    onPress: () => (previous ? goTo(previous) : leave()),
  };
  const problem = failure ?? move.failure;

  return (
    <RecordingLayout
      steps={<Steps held={held} onGo={goTo} onLeave={leave} />}
      aside={
        <>
          <ResidentInView draft={recording.draft} />
          {aside}
        </>
      }
      actions={
        <ActionBar
          back={
            !held && (
              <Button back kind="quiet" shortcuts={['Escape']} busy={move.busy} onPress={way.onPress}>
                {way.title}
              </Button>
            )
          }
        >
          {actions}
        </ActionBar>
      }
    >
      <Heading key={title} hint={hint} extra={extra}>
        {title}
      </Heading>
      {problem !== null && <ErrorNotice code={problem} />}
      {children}
    </RecordingLayout>
  );
}

function Steps(props: {
  readonly held: boolean;
  readonly onGo: (step: EnrolmentStep) => void;
  readonly onLeave: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { draft, savedAt } = useRecording();
  const steps = ENROLMENT_STEPS.map((step): Step => {
    const note = noteOf(step);
    return {
      id: step,
      title: t(`recording.stepNames.${step}`),
      done: isStepComplete(draft, step) && step !== 'review',
      ...(note !== undefined && { note }),
    };
  });
  const go = (id: string) => {
    const step = ENROLMENT_STEPS.find((known) => known === id);
    if (step && !props.held) props.onGo(step);
  };
  return (
    <StepList
      label={t('recording.steps')}
      steps={steps}
      currentId={draft.step}
      doneWord={t('recording.doneWord')}
      onGo={go}
      footer={
        <>
          <p aria-live="off">
            {savedAt ? t('recording.saved', { time: formats.time(savedAt) }) : t('recording.savedBefore')}
          </p>
          <Button small shortcuts={['F9']} disabled={props.held} onPress={props.onLeave}>
            {t('recording.leave')}
          </Button>
        </>
      }
    />
  );

  function noteOf(step: EnrolmentStep): string | undefined {
    if (step === 'photo' && draft.photo) {
      return draft.photoApprovedAt ? t('recording.notes.approved') : t('recording.notes.unapproved');
    }
    const taken = draft.fingers.length;
    return step === 'fingers' && taken > 0 ? `${taken}/${REQUIRED_FINGERS.length}` : undefined;
  }
}

function ResidentInView({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { drafts } = useSession();
  const { biodata, recordId, photo } = draft;
  const version = photo?.sha256 ?? null;
  const portrait = useLoaded(
    useCallback(async () => (version ? drafts.readCapture(recordId, 'photo') : null), [drafts, recordId, version]),
  );
  const background = portraitBackground(biodata);
  return (
    <ResidentCard
      label={t('recording.resident')}
      name={biodata.name}
      nik={biodata.nik}
      born={t('recording.born', { date: formats.day(biodata.birthDate), age: ageOn(biodata.birthDate, today()) })}
      background={background}
      backgroundWord={t(`recording.background.${background}`)}
      portrait={portrait.value}
      portraitLabel={t('recording.portrait')}
    />
  );
}
