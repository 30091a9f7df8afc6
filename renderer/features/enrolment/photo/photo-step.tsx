import { useState } from 'react';
import { useRecording } from '../recording-context.ts';
import { LivePhoto } from './live-photo.tsx';
import { StoredPhoto } from './stored-photo.tsx';

/** Second step: the portrait, taken until the resident approves it. */
export function PhotoStep() {
  const { draft } = useRecording();
  const [retaking, setRetaking] = useState(false);
  if (draft.photo === null || retaking) {
    return (
      <LivePhoto
        onTaken={() => setRetaking(false)}
        {...(draft.photo !== null && { onKeep: () => setRetaking(false) })}
      />
    );
  }
  return <StoredPhoto onRetake={() => setRetaking(true)} />;
}
