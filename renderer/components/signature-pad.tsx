import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { drawStrokes, PAD_HEIGHT, PAD_WIDTH, type PenPoint, type PenStroke } from './pen-strokes.ts';
import styles from './signature-pad.module.css';

/** Bitmap pixels per pad pixel: sharp on a dense screen as well. */
const DENSITY = 2;

export interface SignaturePadProps {
  readonly label: string;
  /** Below the line to sign on. */
  readonly hint: string;
  readonly strokes: readonly PenStroke[];
  readonly onStroke: (stroke: PenStroke) => void;
}

/** A sheet to sign on with pen, finger or mouse. Every sample counts, also those between two frames. */
export function SignaturePad({ label, hint, strokes, onStroke }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const startedAt = useRef<number | null>(null);
  const [current, setCurrent] = useState<readonly PenPoint[] | null>(null);
  if (strokes.length === 0 && current === null) startedAt.current = null;

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.current.width, canvas.current.height);
    context.setTransform(DENSITY, 0, 0, DENSITY, 0, 0);
    const ink = getComputedStyle(canvas.current).color;
    drawStrokes(context, current ? [...strokes, { points: current }] : strokes, ink);
  }, [strokes, current]);

  const sample = (event: globalThis.PointerEvent, sheet: DOMRect): PenPoint => {
    startedAt.current ??= event.timeStamp;
    return {
      x: ((event.clientX - sheet.left) * PAD_WIDTH) / sheet.width,
      y: ((event.clientY - sheet.top) * PAD_HEIGHT) / sheet.height,
      pressure: event.pressure,
      t: Math.round(event.timeStamp - startedAt.current),
    };
  };
  const samples = (event: PointerEvent): PenPoint[] => {
    const sheet = event.currentTarget.getBoundingClientRect();
    const coalesced = event.nativeEvent.getCoalescedEvents();
    return (coalesced.length > 0 ? coalesced : [event.nativeEvent]).map((one) => sample(one, sheet));
  };
  const down = (event: PointerEvent) => {
    if (!event.isPrimary || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setCurrent(samples(event));
  };
  const move = (event: PointerEvent) => {
    if (!current || !event.isPrimary) return;
    setCurrent([...current, ...samples(event)]);
  };
  const up = () => {
    if (!current) return;
    setCurrent(null);
    onStroke({ points: current });
  };

  return (
    <div className={styles.space}>
      <div className={styles.sheet}>
        <canvas
          ref={canvas}
          className={styles.canvas}
          width={PAD_WIDTH * DENSITY}
          height={PAD_HEIGHT * DENSITY}
          role="img"
          aria-label={label}
          onPointerDown={down}
          onPointerMove={move}
          onPointerUp={up}
          onPointerCancel={up}
        />
        <span className={styles.line}>{strokes.length === 0 && current === null ? hint : ''}</span>
      </div>
    </div>
  );
}
