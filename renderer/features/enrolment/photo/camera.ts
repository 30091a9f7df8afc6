import type { Bytes } from '../../../../native-bridges/contract/bytes.ts';
import type { CodedError } from '../../../../native-bridges/contract/errors.ts';
import { type RendererErrorCode, rendererError } from '../../../domain/errors.ts';

/** The camera is asked for 4:3; the portrait is the 3:4 in its middle. */
const WANTED_WIDTH = 1280;
const WANTED_HEIGHT = 960;
const PORTRAIT_ASPECT = 3 / 4;
/** Taller pictures are scaled down: 960 rows print a 3 cm photo at 800 dpi. */
const TALLEST_PORTRAIT = 960;
/** JPEG quality at which a face shows no block edges; about 150 kB a portrait. */
const JPEG_QUALITY = 0.92;

/** Part of a camera picture, in its pixels. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The largest 3:4 in the middle of a picture. */
export function portraitCrop(width: number, height: number): Crop {
  const cropWidth = Math.min(width, Math.floor(height * PORTRAIT_ASPECT));
  const cropHeight = Math.min(height, Math.floor(width / PORTRAIT_ASPECT));
  return {
    left: Math.floor((width - cropWidth) / 2),
    top: Math.floor((height - cropHeight) / 2),
    width: cropWidth,
    height: cropHeight,
  };
}

/**
 * Opens the kit's camera.
 *
 * @throws CodedError `CAMERA_ABSENT` | `CAMERA_REFUSED` | `CAMERA_FAILED`
 */
export async function openCamera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { width: { ideal: WANTED_WIDTH }, height: { ideal: WANTED_HEIGHT }, aspectRatio: { ideal: 4 / 3 } },
    });
  } catch (error) {
    throw cameraError(error);
  }
}

/** What a failure of getUserMedia means (W3C Media Capture and Streams, section 10.3). */
export function cameraError(error: unknown): CodedError<RendererErrorCode> {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return rendererError('CAMERA_ABSENT', name);
    case 'NotAllowedError':
    case 'SecurityError':
      return rendererError('CAMERA_REFUSED', name);
    default:
      return rendererError('CAMERA_FAILED', name);
  }
}

/**
 * The portrait that the camera shows at this moment, as JPEG.
 *
 * @throws CodedError `CAMERA_FAILED` where the camera shows nothing
 */
export async function takePortrait(video: HTMLVideoElement): Promise<Bytes> {
  const crop = portraitCrop(video.videoWidth, video.videoHeight);
  if (crop.width === 0 || crop.height === 0) throw rendererError('CAMERA_FAILED', 'no picture');
  const scale = Math.min(1, TALLEST_PORTRAIT / crop.height);
  const canvas = new OffscreenCanvas(Math.round(crop.width * scale), Math.round(crop.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw rendererError('CAMERA_FAILED', 'no canvas');
  context.drawImage(video, crop.left, crop.top, crop.width, crop.height, 0, 0, canvas.width, canvas.height);
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  return new Uint8Array(await jpeg.arrayBuffer());
}
