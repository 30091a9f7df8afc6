/** The two channels a page opens: to the shell's services, and through the shell to the device host. */
export const CHANNEL_KINDS = ['shell', 'devices'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
