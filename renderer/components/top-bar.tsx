import type { ReactNode } from 'react';
import styles from './top-bar.module.css';

export interface TopBarProps {
  readonly mark: string;
  /** Name and place of the drive; empty before activation. */
  readonly where: string;
  /** Badges that must be seen on every screen. */
  readonly badges: ReactNode;
  /** Lights, language, officer. */
  readonly children: ReactNode;
}

/** The band at the top of every screen. */
export function TopBar({ mark, where, badges, children }: TopBarProps) {
  return (
    <header className={styles.bar}>
      <svg className={styles.emblem} viewBox="0 0 28 28" aria-hidden="true">
        <path d="M14 3a8.6 8.6 0 0 1 8.6 8.6C22.6 17.5 17 22 14 25c-3-3-8.6-7.5-8.6-13.4A8.6 8.6 0 0 1 14 3Z" />
        <path d="M9.5 12.5a4.5 4.5 0 0 1 9 0M12 12.7a2 2 0 0 1 4 0c0 2.4-.7 4.3-2 6" />
      </svg>
      <span className={styles.mark}>{mark}</span>
      <span className={styles.where}>{where}</span>
      {badges}
      <div className={styles.right}>{children}</div>
    </header>
  );
}

/** A word that marks the whole kiosk: training, not for production. */
export function Badge({ children, strong = false }: { readonly children: ReactNode; readonly strong?: boolean }) {
  return <span className={strong ? styles.strongBadge : styles.badge}>{children}</span>;
}

/** State of the link or of the devices: a light with a word. Its shape differs as well as its colour. */
export function StatusLight({
  state,
  children,
}: {
  readonly state: 'on' | 'off' | 'look' | 'stop';
  readonly children: ReactNode;
}) {
  return (
    <span className={styles.light}>
      <i className={styles[state]} aria-hidden="true" />
      {children}
    </span>
  );
}

/** Who is at work. */
export function OfficerBadge({ name, initials }: { readonly name: string; readonly initials: string }) {
  return (
    <span className={styles.officer}>
      <i className={styles.initials} aria-hidden="true">
        {initials}
      </i>
      {name}
    </span>
  );
}

export interface BarButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly pressed?: boolean;
  readonly label?: string;
}

/** A small button on the band. */
export function BarButton({ children, onPress, pressed, label }: BarButtonProps) {
  return (
    <button type="button" className={styles.button} aria-pressed={pressed} aria-label={label} onClick={onPress}>
      {children}
    </button>
  );
}

/** Buttons on the band that belong together. */
export function BarGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset aria-label={label} className={styles.group}>
      {children}
    </fieldset>
  );
}
