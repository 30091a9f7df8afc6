import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { ActionBar } from '../../components/action-bar.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { DeskLayout } from '../../components/layout.tsx';
import { ARROW_DOWN, ARROW_UP } from '../../components/shortcut.ts';
import { useShortcut } from '../../components/use-shortcut.ts';
import { ErrorNotice } from '../error-notice.tsx';
import { PATHS } from '../paths.ts';
import { useSession } from '../session-context.ts';
import { type QueueView, useQueue } from '../use-queue.ts';
import { JourneyCard } from './journey-card.tsx';
import { QueueHeading } from './queue-heading.tsx';
import { QueueTable } from './queue-table.tsx';
import { ReconciliationCard } from './reconciliation-card.tsx';
import { SendingProgress } from './sending-progress.tsx';

const NOTHING_YET: QueueView = {
  entries: [],
  state: {
    link: 'unknown',
    linkError: null,
    paused: false,
    reconciliation: { recorded: 0, acknowledged: 0, waiting: 0, rejected: 0, missingSequences: [] },
  },
};

/** *Pengiriman*: where every packet is, what happens next with it, and that no number is missing. */
export function QueueScreen() {
  const { t } = useTranslation();
  const { queue } = useSession();
  const [, navigate] = useLocation();
  const { value, failure } = useQueue();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const view = value ?? NOTHING_YET;
  const { entries, state } = view;
  const chosen = entries.find((entry) => entry.packetId === chosenId) ?? entries[0] ?? null;
  const problem = failure ?? (state.linkError === 'CENTRE_UNREACHABLE' ? null : state.linkError);

  const walk = (by: 1 | -1) => {
    const next = entries[(chosen ? entries.indexOf(chosen) : 0) + by];
    if (next) setChosenId(next.packetId);
  };
  useShortcut(ARROW_DOWN, () => walk(1));
  useShortcut(ARROW_UP, () => walk(-1));

  return (
    <DeskLayout
      aside={
        <>
          <JourneyCard entry={chosen} />
          <ReconciliationCard reconciliation={state.reconciliation} />
        </>
      }
      actions={
        <ActionBar
          back={
            <Button back kind="quiet" shortcuts={['Escape']} onPress={() => navigate(PATHS.home)}>
              {t('home.title')}
            </Button>
          }
        >
          <Button shortcuts={['Space']} onPress={() => (state.paused ? queue.resume() : queue.pause())}>
            {state.paused ? t('queue.resume') : t('queue.pause')}
          </Button>
          <Button kind="primary" shortcuts={['Enter']} disabled={entries.length === 0} onPress={() => queue.sendNow()}>
            {t('queue.sendNow')}
          </Button>
        </ActionBar>
      }
    >
      <QueueHeading view={view} />
      {problem !== null && <ErrorNotice code={problem} />}
      {entries.length > 0 && <SendingProgress reconciliation={state.reconciliation} entries={entries} />}
      {entries.length > 0 ? (
        <QueueTable
          view={view}
          selectedId={chosen?.packetId ?? null}
          onSelect={(entry) => setChosenId(entry.packetId)}
        />
      ) : (
        <EmptyState title={t('queue.headingEmpty')}>{t('queue.hintEmpty')}</EmptyState>
      )}
    </DeskLayout>
  );
}
