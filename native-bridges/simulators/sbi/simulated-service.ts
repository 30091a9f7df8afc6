import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRequest } from './request-reader.ts';
import { refusal, type SimulatedSbiDevice } from './simulated-device.ts';

/** How the service speaks HTTP; may be changed while it runs. */
export interface ServiceBehaviour {
  /** Like the public reference service: exact `Content-Length: `, lengths counted in characters. */
  strict: boolean;
  /** Answers in chunks instead of with a length. */
  chunked: boolean;
  /** From the request to the images, ms. A capture goes on when its caller has gone. */
  captureDelay: number;
  /** Frames of the stream a second. */
  framesPerSecond: number;
}

export const DEFAULT_SERVICE_BEHAVIOUR: ServiceBehaviour = {
  strict: true,
  chunked: false,
  captureDelay: 0,
  framesPerSecond: 5,
};

/**
 * A device service as the Secure Biometric Interface 0.9.5 describes it, with the habits of the public reference service:
 * its own small HTTP server (Node's refuses the verbs), `405 OK` for an error, CR LF CR LF behind every body, and a
 * stream whose boundary contains the dashes. It shares no code with the driver.
 */
export class SimulatedSbiService {
  readonly behaviour: ServiceBehaviour;
  readonly #devices: readonly SimulatedSbiDevice[];
  readonly #frames: readonly Uint8Array[];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #capturing = false;

  private constructor(
    devices: readonly SimulatedSbiDevice[],
    frames: readonly Uint8Array[],
    behaviour: ServiceBehaviour,
  ) {
    this.#devices = devices;
    this.#frames = frames;
    this.behaviour = behaviour;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /**
   * Starts a service on 127.0.0.1.
   *
   * @param ports tried in this order, as services do; @param frames JPEG pictures of the stream, shown in turn
   * @throws Error when all ports are taken
   */
  static async start(
    ports: readonly number[],
    devices: readonly SimulatedSbiDevice[],
    frames: readonly Uint8Array[],
    behaviour: ServiceBehaviour,
  ): Promise<SimulatedSbiService> {
    const service = new SimulatedSbiService(devices, frames, behaviour);
    for (const port of ports) if (await service.#listen(port)) return service;
    throw new Error('no free port');
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends every connection and frees the port. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #listen(port: number): Promise<boolean> {
    return new Promise((resolve) => {
      const taken = () => resolve(false);
      this.#server.once('error', taken);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', taken);
        resolve(true);
      });
    });
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    let received = Buffer.alloc(0);
    let isAnswered = false;
    socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
    socket.on('data', (chunk) => {
      if (isAnswered) return;
      received = Buffer.concat([received, chunk]);
      const request = readRequest(received, this.behaviour.strict);
      if (request === null) return;
      isAnswered = true;
      if (request === 'malformed') return this.#answer(socket, '405 OK', { error: 'malformed' });
      void this.#obey(socket, request.verb, request.body);
    });
  }

  async #obey(socket: Socket, verb: string, body: string): Promise<void> {
    switch (verb) {
      case 'MOSIPDISC':
        return this.#answer(socket, '200 OK', this.#offered(body));
      case 'MOSIPDINFO':
        return this.#answer(
          socket,
          '200 OK',
          this.#devices.map((device) => device.info(this.port)),
        );
      case 'RCAPTURE':
        return this.#capture(socket, body);
      case 'STREAM':
        return this.#stream(socket, body);
      default:
        return this.#answer(socket, '405 OK', { error: 'unknown method' });
    }
  }

  #offered(body: string): object[] {
    const { type } = readJson(body);
    const wanted = this.#devices.filter((device) => type === 'Biometric Device' || type === device.type);
    return wanted.map((device) => device.discovery(this.port));
  }

  async #capture(socket: Socket, body: string): Promise<void> {
    const { bio } = readJson(body);
    const { deviceId } = readJson(bio, 0);
    const device = this.#deviceOf(deviceId);
    if (!device) return this.#answer(socket, '200 OK', refusal('702'));
    if (this.#capturing) return this.#answer(socket, '200 OK', refusal('703'));
    const { fault } = device.behaviour;
    if (fault === 'silence') return;
    if (fault === 'garbage') return void socket.end('\0\x01\x02 this is no HTTP\r\n\r\n');
    if (fault === 'refused') return this.#answer(socket, '405 OK', { error: 'refused' });
    this.#capturing = true;
    await sleep(this.behaviour.captureDelay);
    this.#capturing = false;
    const json = JSON.stringify(device.capture(body));
    if (fault === 'half-json') return this.#send(socket, '200 OK', json.slice(0, json.length / 2));
    if (fault === 'cut-body') {
      socket.write(`${this.#head('200 OK', json.length)}${json.slice(0, json.length / 2)}`, () => socket.destroy());
      return;
    }
    this.#send(socket, '200 OK', json);
  }

  async #stream(socket: Socket, body: string): Promise<void> {
    const { deviceId, timeout } = readJson(body);
    if (!this.#deviceOf(deviceId)) return this.#answer(socket, '405 OK', { error: 'no such device' });
    socket.write('HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=--BoundaryString\r\n\r\n');
    const until = performance.now() + Number(timeout);
    for (let at = 0; !socket.destroyed && performance.now() < until; at += 1) {
      const frame = this.#frames[at % this.#frames.length]!;
      // The boundary of the head, without the two dashes that RFC 2046 puts before it.
      socket.write(`--BoundaryString\r\nContent-Type: image/jpeg\r\nContent-Length: ${frame.length}\r\n\r\n`);
      socket.write(frame);
      socket.write('\r\n\r\n');
      await sleep(1000 / this.behaviour.framesPerSecond);
    }
    socket.end();
  }

  #deviceOf(deviceId: unknown): SimulatedSbiDevice | undefined {
    return this.#devices.find((device) => device.deviceId === deviceId);
  }

  #answer(socket: Socket, status: string, value: object): void {
    this.#send(socket, status, JSON.stringify(value));
  }

  #send(socket: Socket, status: string, json: string): void {
    if (!this.behaviour.chunked) return void socket.end(`${this.#head(status, json.length)}${json}\r\n\r\n`);
    socket.write(`${this.#head(status, null)}`);
    for (let at = 0; at < json.length; at += 10_000) {
      const part = json.slice(at, at + 10_000);
      socket.write(`${part.length.toString(16)}\r\n${part}\r\n`);
    }
    socket.end('0\r\n\r\n');
  }

  #head(status: string, length: number | null): string {
    const framing = length === null ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
    return `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${framing}\r\nConnection: close\r\n\r\n`;
  }
}

/** An object of a request (or the element of a list at `at`); an empty one for anything else. */
function readJson(value: unknown, at?: number): Readonly<Record<string, unknown>> {
  const read: unknown = typeof value === 'string' ? parse(value) : value;
  const found: unknown = at !== undefined && Array.isArray(read) ? read[at] : read;
  return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
