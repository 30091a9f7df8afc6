import { useState } from 'react';
import { BiodataEditing } from './biodata-editing.tsx';
import { BiodataReading } from './biodata-reading.tsx';

/** First step: the biodata is read aloud, corrected where it is wrong, and confirmed by the resident. */
export function BiodataStep() {
  const [editing, setEditing] = useState(false);
  return editing ? (
    <BiodataEditing onDone={() => setEditing(false)} />
  ) : (
    <BiodataReading onEdit={() => setEditing(true)} />
  );
}
