import type { ReactNode } from 'react';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import type { PortraitBackground } from '../domain/portrait.ts';
import { classes } from './classes.ts';
import { Nik } from './nik.tsx';
import { Picture } from './picture.tsx';
import styles from './resident-card.module.css';

export interface ResidentCardProps {
  readonly label: string;
  readonly name: string;
  readonly nik: string;
  /** Birth date and age. */
  readonly born: string;
  readonly background: PortraitBackground;
  readonly backgroundWord: string;
  /** The stored portrait, once there is one. */
  readonly portrait: Bytes | null;
  readonly portraitLabel: string;
  readonly children?: ReactNode;
}

/** Who is being recorded; in view on every step, so that two people are never mixed up. */
export function ResidentCard(props: ResidentCardProps) {
  return (
    <section className={styles.card} aria-label={props.label}>
      <div className={classes(styles.portrait, styles[props.background])}>
        {props.portrait ? (
          <Picture bytes={props.portrait} mediaType="image/jpeg" label={props.portraitLabel} />
        ) : (
          <svg className={styles.silhouette} viewBox="0 0 72 96" aria-hidden="true">
            <ellipse cx="36" cy="40" rx="15" ry="19" />
            <path d="M4 96c1-21 14-30 32-30s31 9 32 30Z" />
          </svg>
        )}
      </div>
      <div className={styles.words}>
        <b className={styles.name}>{props.name}</b>
        <Nik>{props.nik}</Nik>
        <span className={styles.born}>{props.born}</span>
        <span className={styles.background}>
          <i className={classes(styles.swatch, styles[props.background])} aria-hidden="true" />
          {props.backgroundWord}
        </span>
      </div>
      {props.children}
    </section>
  );
}
