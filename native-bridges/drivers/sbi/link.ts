import type { Bytes } from '../../contract/bytes.ts';
import { deviceError } from '../../contract/errors.ts';
import { FramingError } from '../../framing/framing-error.ts';
import { HttpAnswerParser, type HttpPart } from '../../framing/http-answer.ts';
import { MjpegParser } from '../../framing/mjpeg.ts';
import { withDeadline } from '../../transports/deadline.ts';
import { requestSbi, type SbiRequest } from '../../transports/sbi/sbi-connection.ts';

/** How long a call may take, ms, and how much it may answer. */
export interface CallLimits {
  readonly connect: number;
  /** From the connection to the end of the answer. */
  readonly answer: number;
  readonly bodyBytes: number;
}

/**
 * Makes one call to the device service on `port` and returns the body of its answer. No connection outlives it.
 *
 * @throws CodedError `DEVICE_ABSENT` where nobody listens, `DEVICE_SILENT` beyond the limits, `DEVICE_UNPLUGGED` when
 *   the connection ends before the answer does, `DEVICE_GARBAGE` for what is not HTTP or too long, `SBI_RESPONSE` for
 *   another status than 200; or the signal's reason
 */
export async function callService(
  port: number,
  request: SbiRequest,
  limits: CallLimits,
  signal: AbortSignal,
): Promise<Bytes> {
  const pieces: Bytes[] = [];
  let received = 0;
  const connection = await requestSbi(port, request, limits.connect, signal);
  const late = () => deviceError('DEVICE_SILENT', `${request.verb}: ${received} bytes after ${limits.answer} ms`);
  try {
    await withDeadline(limits.answer, signal, late, async (waiting) => {
      for await (const part of answerOf(request, () => connection.read(waiting))) {
        received += part.length;
        if (received > limits.bodyBytes) throw deviceError('DEVICE_GARBAGE', `more than ${limits.bodyBytes} bytes`);
        pieces.push(part);
      }
    });
  } finally {
    await connection.close();
  }
  const body = new Uint8Array(received);
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  return body;
}

/**
 * Opens a stream of the device service on `port` and gives every JPEG frame to `onFrame`, until the service ends it.
 * Malformed frames are left out.
 *
 * @param gap longest silence before a byte, ms
 * @throws CodedError as {@link callService}; or the signal's reason
 */
export async function streamService(
  port: number,
  request: SbiRequest,
  { connect, gap }: { readonly connect: number; readonly gap: number },
  signal: AbortSignal,
  onFrame: (jpeg: Bytes) => void,
): Promise<void> {
  const frames = new MjpegParser();
  const connection = await requestSbi(port, request, connect, signal);
  const late = () => deviceError('DEVICE_SILENT', `stream silent for ${gap} ms`);
  const read = () => withDeadline(gap, signal, late, (waiting) => connection.read(waiting));
  try {
    for await (const part of answerOf(request, read)) {
      for (const frame of frames.push(part)) if (!(frame instanceof FramingError)) onFrame(frame);
    }
  } finally {
    await connection.close();
  }
}

/** The body of a good answer, in pieces. */
async function* answerOf(request: SbiRequest, read: () => Promise<Bytes | null>): AsyncGenerator<Bytes, void> {
  const parser = new HttpAnswerParser();
  for (;;) {
    const chunk = await read();
    for (const part of chunk === null ? parser.close() : parser.push(chunk)) {
      const bytes = bodyBytesOf(request, part, chunk === null);
      if (bytes === 'end') return;
      if (bytes !== null) yield bytes;
    }
    // A parser that is closed has said all it had to say.
    if (chunk === null) throw deviceError('DEVICE_UNPLUGGED', `${request.verb}: closed before the end`);
  }
}

function bodyBytesOf(request: SbiRequest, part: HttpPart | FramingError, isClosed: boolean): Bytes | 'end' | null {
  if (part instanceof FramingError) {
    throw isClosed
      ? deviceError('DEVICE_UNPLUGGED', `${request.verb}: closed before the end`, part)
      : deviceError('DEVICE_GARBAGE', `${request.verb}: ${part.reason}`, part);
  }
  if (part.kind === 'end') return 'end';
  if (part.kind === 'body') return part.bytes;
  if (part.head.status === 200) return null;
  throw deviceError('SBI_RESPONSE', `${request.verb} answered HTTP ${part.head.status}`);
}
