import { useEffect, useRef } from 'react';
import type { GreyImage } from '../../native-bridges/contract/capture.ts';
import styles from './print.module.css';

/** A fingerprint, pixel by pixel as it is stored; scaled by the browser only for looking at. */
export function Print({ image, label }: { readonly image: GreyImage; readonly label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const picture = context.createImageData(image.width, image.height);
    for (let index = 0; index < image.pixels.length; index += 1) {
      picture.data.fill(image.pixels[index]!, index * 4, index * 4 + 3);
      picture.data[index * 4 + 3] = 255;
    }
    context.putImageData(picture, 0, 0);
  }, [image]);
  return (
    <canvas
      ref={canvas}
      className={styles.print}
      width={image.width}
      height={image.height}
      role="img"
      aria-label={label}
    />
  );
}
