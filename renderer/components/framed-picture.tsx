import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import styles from './framed-picture.module.css';
import { Picture } from './picture.tsx';

export interface FramedPictureProps {
  readonly shape: 'portrait' | 'signature';
  /** Null while it is being read. */
  readonly bytes: Bytes | null;
  readonly mediaType: 'image/jpeg' | 'image/png';
  readonly label: string;
}

/** A stored picture as large as the room allows. */
export function FramedPicture({ shape, bytes, mediaType, label }: FramedPictureProps) {
  return (
    <div className={styles.space}>
      <div className={styles[shape]}>{bytes && <Picture bytes={bytes} mediaType={mediaType} label={label} />}</div>
    </div>
  );
}
