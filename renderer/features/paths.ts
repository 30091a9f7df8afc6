/** Where the screens live, behind the hash. */
export const PATHS = {
  home: '/',
  record: '/record/:recordId',
  queue: '/queue',
} as const;

/** Path of one record. */
export function recordPath(recordId: string): string {
  return `/record/${recordId}`;
}
