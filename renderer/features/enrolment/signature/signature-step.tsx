import { useState } from 'react';
import { useRecording } from '../recording-context.ts';
import { SignatureSigning } from './signature-signing.tsx';
import { StoredSignature } from './stored-signature.tsx';

/** Third step: the signature. */
export function SignatureStep() {
  const { draft } = useRecording();
  const [again, setAgain] = useState(false);
  if (draft.signature === null || again) {
    return <SignatureSigning {...(draft.signature !== null && { onKeep: () => setAgain(false) })} />;
  }
  return <StoredSignature onAgain={() => setAgain(true)} />;
}
