import { useEffect, useRef } from 'react';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import styles from './picture.module.css';

export interface PictureProps {
  readonly bytes: Bytes;
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly label: string;
}

/** Shows stored picture bytes. Decoded onto a canvas, so that no URL to a person's picture ever exists. */
export function Picture({ bytes, mediaType, label }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let current = true;
    void createImageBitmap(new Blob([bytes], { type: mediaType })).then((bitmap) => {
      const target = canvas.current;
      if (current && target) {
        target.width = bitmap.width;
        target.height = bitmap.height;
        target.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
      bitmap.close();
    });
    return () => {
      current = false;
    };
  }, [bytes, mediaType]);
  return <canvas ref={canvas} className={styles.picture} role="img" aria-label={label} />;
}
