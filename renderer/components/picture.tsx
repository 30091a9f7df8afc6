import { useEffect, useRef, useState } from 'react';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import styles from './picture.module.css';
import { StateMark } from './state-mark.tsx';

export interface PictureProps {
  readonly bytes: Bytes;
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly label: string;
}

/**
 * Shows stored picture bytes, or a cross where they are no picture. Decoded onto a canvas, so that no URL to a person's
 * picture ever exists.
 */
export function Picture({ bytes, mediaType, label }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let current = true;
    setBroken(false);
    const draw = (bitmap: ImageBitmap) => {
      const target = canvas.current;
      if (current && target) {
        target.width = bitmap.width;
        target.height = bitmap.height;
        target.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    };
    createImageBitmap(new Blob([bytes], { type: mediaType })).then(draw, () => current && setBroken(true));
    return () => {
      current = false;
    };
  }, [bytes, mediaType]);
  if (broken) {
    return (
      <span className={styles.broken} role="img" aria-label={label}>
        <StateMark state="stop" large />
      </span>
    );
  }
  return <canvas ref={canvas} className={styles.picture} role="img" aria-label={label} />;
}
