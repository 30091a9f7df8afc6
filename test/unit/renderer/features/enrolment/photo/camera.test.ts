import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraError, portraitCrop } from '../../../../../../renderer/features/enrolment/photo/camera.ts';

describe('portraitCrop', () => {
  it('takes the middle three quarters by four of a 4:3 picture', () => {
    expect(portraitCrop(1280, 960)).toEqual({ left: 280, top: 0, width: 720, height: 960 });
    expect(portraitCrop(640, 480)).toEqual({ left: 140, top: 0, width: 360, height: 480 });
  });

  it('takes the middle of a camera that stands upright', () => {
    expect(portraitCrop(480, 1000)).toEqual({ left: 0, top: 180, width: 480, height: 640 });
  });

  it('lies inside every picture and has the shape of a portrait', () => {
    const side = fc.integer({ min: 16, max: 8000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const crop = portraitCrop(width, height);
        expect(crop.left).toBeGreaterThanOrEqual(0);
        expect(crop.top).toBeGreaterThanOrEqual(0);
        expect(crop.left + crop.width).toBeLessThanOrEqual(width);
        expect(crop.top + crop.height).toBeLessThanOrEqual(height);
        expect(Math.abs(crop.width - crop.height * 0.75)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('cameraError', () => {
  it.each([
    ['NotFoundError', 'CAMERA_ABSENT'],
    ['OverconstrainedError', 'CAMERA_ABSENT'],
    ['NotAllowedError', 'CAMERA_REFUSED'],
    ['SecurityError', 'CAMERA_REFUSED'],
    ['NotReadableError', 'CAMERA_FAILED'],
    ['AbortError', 'CAMERA_FAILED'],
  ])('%s is %s', (name, code) => {
    expect(cameraError(new DOMException('', name)).code).toBe(code);
  });

  it('calls what it does not know a failing camera', () => {
    expect(cameraError('?').code).toBe('CAMERA_FAILED');
  });
});
