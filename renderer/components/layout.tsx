import type { ReactNode } from 'react';
import styles from './layout.module.css';

/** A working screen: what is asked at the left, what surrounds it at the right, actions at the foot. */
export function DeskLayout({
  children,
  aside,
  actions,
}: {
  readonly children: ReactNode;
  readonly aside: ReactNode;
  readonly actions: ReactNode;
}) {
  return (
    <main className={styles.desk}>
      <div className={styles.column}>{children}</div>
      <aside className={styles.aside}>{aside}</aside>
      <div className={styles.foot}>{actions}</div>
    </main>
  );
}

/** A recording screen: steps, stage and the resident, actions at the foot. */
export function RecordingLayout({
  steps,
  children,
  aside,
  actions,
}: {
  readonly steps: ReactNode;
  readonly children: ReactNode;
  readonly aside: ReactNode;
  readonly actions: ReactNode;
}) {
  return (
    <main className={styles.recording}>
      {steps}
      <div className={styles.stage}>{children}</div>
      <aside className={styles.aside}>{aside}</aside>
      <div className={styles.foot}>{actions}</div>
    </main>
  );
}

/** One thing in the middle of the screen: a confirmation, a failure, a beginning. */
export function CentredLayout({ children, actions }: { readonly children: ReactNode; readonly actions?: ReactNode }) {
  return (
    <main className={styles.centred}>
      <div className={styles.middle}>{children}</div>
      {actions !== undefined && <div className={styles.foot}>{actions}</div>}
    </main>
  );
}

/** A beginning: what this kit is for at the left, the question at the right. */
export function SplitLayout({
  panel,
  children,
  actions,
}: {
  readonly panel: ReactNode;
  readonly children: ReactNode;
  readonly actions: ReactNode;
}) {
  return (
    <main className={styles.split}>
      <div className={styles.panel}>{panel}</div>
      <div className={styles.form}>{children}</div>
      <div className={styles.foot}>{actions}</div>
    </main>
  );
}
