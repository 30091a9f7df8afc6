import type { Translation } from './translation.ts';

/** The same failures for those who read English. */
export const enErrors: Translation['errors'] = {
  DEVICE_ABSENT: {
    title: 'The fingerprint device is not plugged in',
    what: 'No device was found. What is recorded stays stored.',
    next: 'Plug in its USB cable, wait for its light, then try again.',
  },
  DEVICE_BUSY: {
    title: 'Another program is using the device',
    what: 'The kit cannot open the device. What is recorded stays stored.',
    next: 'Close the other program, then try again.',
  },
  DEVICE_PERMISSION: {
    title: 'This computer does not allow the device yet',
    what: 'The computer refuses to open the device. What is recorded stays stored.',
    next: 'Ask the technician to allow the device, then try again.',
  },
  DEVICE_SILENT: {
    title: 'The device does not answer',
    what: 'It is plugged in but silent. What is recorded stays stored.',
    next: 'Unplug it, plug it in again, then try again.',
  },
  DEVICE_GARBAGE: {
    title: 'The device’s answer cannot be read',
    what: 'The image is not used because its data was damaged on the cable. What is recorded stays stored.',
    next: 'Check the cable, use another USB socket if needed, then try again.',
  },
  DEVICE_UNPLUGGED: {
    title: 'The device’s cable came off',
    what: 'It went away before the image was complete. What is recorded stays stored.',
    next: 'Plug the cable in again, then try again.',
  },
  DEVICE_REFUSED: {
    title: 'The device refuses the command',
    what: 'It answers, but takes no image. What is recorded stays stored.',
    next: 'Unplug it and plug it in again. If it still refuses, call the technician.',
  },
  DEVICE_HOST_DOWN: {
    title: 'The device connection is restarting',
    what: 'All devices are disconnected for a moment. What is recorded stays stored.',
    next: 'Wait a few seconds, then try again.',
  },
  CAPTURE_NO_FINGER: {
    title: 'No finger on the device yet',
    what: 'The waiting time ran out before a finger came. Nothing has changed.',
    next: 'Place the finger first, then start again.',
  },
  CAPTURE_MESSY: {
    title: 'The image is not clear enough',
    what: 'The ridges cannot be read. This image was not stored, the others are safe.',
    next: 'Clean the glass and dry the finger, then try once more.',
  },
  CAPTURE_INCOMPLETE: {
    title: 'The image is not complete',
    what: 'Part of it did not arrive. This image was not stored, the others are safe.',
    next: 'Check the cable, then try once more.',
  },
  CAPTURE_EMPTY: {
    title: 'There is no print in the image',
    what: 'The device reported success, but the image is empty. It was not stored.',
    next: 'Press a little harder in the middle of the glass, then try again.',
  },
  CAPTURE_REPEATED: {
    title: 'This image is the same as the finger before',
    what: 'Perhaps the finger was not changed. This image is not stored, the others are safe.',
    next: 'Lift the finger, place the one that is asked for, then try once more.',
  },
  CAPTURE_CANCELLED: {
    title: 'The capture was cancelled',
    what: 'Nothing has changed.',
    next: 'Start again when the resident is ready.',
  },
  SBI_RESPONSE: {
    title: 'The device service answered wrongly',
    what: 'Its answer is not as the rules say, so the image is not used. What is recorded stays stored.',
    next: 'Try again. If it happens again, restart the device service or call the technician.',
  },
  SBI_DEVICE_ERROR: {
    title: 'The device reports a fault',
    what: 'It cannot capture an image. What is recorded stays stored.',
    next: 'Try again. If it happens again, call the technician and give the code below.',
  },
  SBI_NOT_READY: {
    title: 'The device is not ready',
    what: 'Its service runs, but the device is not ready or not registered. What is recorded stays stored.',
    next: 'Check its cable and light, wait a moment, then try again.',
  },
  SBI_TIMEOUT: {
    title: 'The time for the capture is over',
    what: 'The device has seen no finger, eye or face. Nothing has changed.',
    next: 'Have the resident ready at the device, then start again.',
  },
  SBI_SIGNATURE: {
    title: 'The device’s signature is not valid',
    what: 'Nothing proves that the image comes from the device, so it is not stored. The others are safe.',
    next: 'Try again. If it happens again, stop using this device and call the technician.',
  },
  SBI_CERTIFICATE: {
    title: 'This device is not trusted yet',
    what: 'Its certificate is unknown or not valid, so the image is not stored. The others are safe.',
    next: 'Check the computer’s date, then ask the technician to check the device’s certificate.',
  },
  SBI_TRANSACTION: {
    title: 'The image belongs to another request',
    what: 'The device sent a result that is not for this capture. This image is not stored.',
    next: 'Capture again. If it happens again, restart the device service.',
  },
  SBI_VERSION: {
    title: 'The device service has another version',
    what: 'It speaks another version, so the image is not used. What is recorded stays stored.',
    next: 'Ask the technician to install the fitting version of the device service.',
  },
  SBI_PURPOSE: {
    title: 'The device is set for another purpose',
    what: 'Its result is not for enrolment, so it is not stored. The others are safe.',
    next: 'Ask the technician to set the device service to enrolment.',
  },
  SBI_SELECTION: {
    title: 'The result is not what was asked for',
    what: 'The fingers or eyes that the device sent differ from those asked for. This image is not stored.',
    next: 'Check which hand or eye is asked for, then repeat.',
  },
  SBI_IDENTITY: {
    title: 'The result comes from another device',
    what: 'The image was not signed by the device that was opened. This image is not stored.',
    next: 'Make sure that only one device of this kind is plugged in, then try again.',
  },
  SBI_HASH_CHAIN: {
    title: 'The sequence of images is not intact',
    what: 'The safety chain between the images is broken, so nothing of this capture is stored.',
    next: 'Capture again. If it happens again, call the technician.',
  },
  POSITION_NO_FIX: {
    title: 'The position is not known yet',
    what: 'The receiver works but does not see enough satellites. What is recorded stays stored.',
    next: 'Move it to a window or outside, then try again.',
  },
  BARCODE_NONE: {
    title: 'No code was read yet',
    what: 'The waiting time ran out before a code came. Nothing has changed.',
    next: 'Point the reader at the code until it beeps, or type what it says.',
  },
  PRINTER_PAPER_OUT: {
    title: 'The printer is out of paper',
    what: 'The receipt is not printed whole. What is recorded stays stored.',
    next: 'Put in a new roll, then print again.',
  },
  PRINTER_COVER_OPEN: {
    title: 'The printer’s cover is open',
    what: 'The receipt is not printed whole. What is recorded stays stored.',
    next: 'Close the cover until it clicks, then print again.',
  },
  PRINTER_OFFLINE: {
    title: 'The printer is not ready',
    what: 'It answers but does not print. What is recorded stays stored.',
    next: 'Switch it off and on, then print again.',
  },
  SPOOL_DISK_FULL: {
    title: 'The kit’s storage is full',
    what: 'The record is not saved as a packet yet. All its steps are still on this kit.',
    next: 'Make room or send older packets first, then save again.',
  },
  SPOOL_UNWRITABLE: {
    title: 'The kit’s storage cannot be written',
    what: 'The record is not saved as a packet yet. All its steps are still on this kit.',
    next: 'Save again. If it still fails, call the technician before serving the next person.',
  },
  SPOOL_SEQUENCE_TAKEN: {
    title: 'The packet number is already taken',
    what: 'The record is not saved as a packet yet. All its steps are still on this kit.',
    next: 'Lock the kit, sign in again and save again. If it happens again, call the technician.',
  },
  SPOOL_PACKET_DAMAGED: {
    title: 'A packet in storage is damaged',
    what: 'Its content is not what was saved. It is held back and not sent.',
    next: 'Note its number and call the technician. Delete nothing.',
  },
  MANIFEST_REFUSED: {
    title: 'The kit did not sign the packet',
    what: 'The packet’s contents list is not of this kit. All steps of the record stay stored.',
    next: 'Call the technician and tell the code below.',
  },
  KIOSK_NOT_ACTIVATED: {
    title: 'The kit is not activated',
    what: 'The centre does not know this kit yet, so it cannot record.',
    next: 'Enter the activation code from the office.',
  },
  ACTIVATION_REFUSED: {
    title: 'The activation code does not match',
    what: 'The centre does not know this code, or it was used before.',
    next: 'Check the code, or ask the office for a new one.',
  },
  CENTRE_UNREACHABLE: {
    title: 'The centre is out of reach',
    what: 'There is no network. Recording can go on and every packet is safe on the kit.',
    next: 'Keep working. The kit tries again by itself when there is a network.',
  },
  CENTRE_NOT_TRUSTED: {
    title: 'Whoever answers is not the centre',
    what: 'Its certificate is another one, so nothing was sent. Every packet is safe on the kit.',
    next: 'Use another network. If it happens again, call the office.',
  },
  CENTRE_FAILED: {
    title: 'The centre has a problem',
    what: 'It answers but cannot take packets now. Every packet is safe on the kit.',
    next: 'Keep working. The kit tries again by itself.',
  },
  CENTRE_NOT_SIAK: {
    title: 'The network asks to sign in first',
    what: 'The answer came from the network’s own page, not from the centre. Every packet is safe on the kit.',
    next: 'Sign in to that network in a browser, or use another one.',
  },
  CENTRE_REFUSED: {
    title: 'The centre refuses the kit’s request',
    what: 'It was not accepted and is not repeated. Every packet is safe on the kit.',
    next: 'Call the office and tell the code below.',
  },
  UPLOAD_DAMAGED: {
    title: 'The packet was damaged on the way',
    what: 'What reached the centre is not whole. The original is safe on the kit.',
    next: 'Nothing to do. The kit sends it again from the start.',
  },
  UPLOAD_CANCELLED: {
    title: 'Sending was stopped',
    what: 'What has arrived stays at the centre, the original is safe on the kit.',
    next: 'Resume sending at any time.',
  },
  RECEIPT_FORGED: {
    title: 'The receipt is not genuine',
    what: 'The centre’s signature does not match. Nothing was deleted, every packet is safe on the kit.',
    next: 'Use another network and send again. If it happens again, call the office.',
  },
  PIN_WRONG: {
    title: 'The PIN does not match',
    what: 'Nothing has changed.',
    next: 'Type the PIN once more, slowly.',
  },
  VAULT_DAMAGED: {
    title: 'Some data does not open',
    what: 'Stored data does not fit its key. Saved packets are safe.',
    next: 'Call the technician before recording more. Delete nothing.',
  },
  VAULT_NOT_SHARED: {
    title: 'This officer is not admitted to the kit',
    what: 'Another officer uses the kit and has not shared it with you. Nothing has changed.',
    next: 'Ask an officer who has signed in before to take over, or call the office.',
  },
  VAULT_LOCKED: {
    title: 'The kit is locked',
    what: 'The last work stopped because the kit was locked. What was stored is still there.',
    next: 'Sign in again and continue from the last step.',
  },
  STORAGE_FAILED: {
    title: 'The kit’s storage does not work',
    what: 'The last step is not stored. Saved packets are safe.',
    next: 'Try again. If it still fails, close the kit, open it again and continue.',
  },
  STORAGE_FULL: {
    title: 'The kit’s storage is full',
    what: 'The last step is not stored. Earlier steps are still there.',
    next: 'Make room or send older packets, then try again.',
  },
  ROSTER_UNREADABLE: {
    title: 'The list of residents cannot be read',
    what: 'What the centre sent does not open. The old list stays in use.',
    next: 'Refresh the list once more. If it happens again, call the office.',
  },
  RECORD_INCOMPLETE: {
    title: 'A step is still missing',
    what: 'The record is not saved. What is there stays stored.',
    next: 'Complete the marked step, then save.',
  },
  RECORD_SEALED: {
    title: 'This record is already saved',
    what: 'Its packet exists and is not made twice.',
    next: 'See it under Sending, or serve the next person.',
  },
  SEALING_FAILED: {
    title: 'The packet could not be made',
    what: 'The record is not saved as a packet yet. All its steps are still on this kit.',
    next: 'Save once more. If it happens again, call the technician and tell the code below.',
  },
  RECORD_EXISTS: {
    title: 'This person has been recorded on this kit',
    what: 'The earlier record is stored. No new one has been made.',
    next: 'Record again only if the centre or the office asks for it.',
  },
  CAMERA_ABSENT: {
    title: 'The camera is not plugged in',
    what: 'No camera was found. What is recorded stays stored.',
    next: 'Plug in the camera, then try again.',
  },
  CAMERA_REFUSED: {
    title: 'The camera is not allowed yet',
    what: 'The computer refuses to open the camera. What is recorded stays stored.',
    next: 'Allow the camera for Jemput in the computer’s settings, then try again.',
  },
  CAMERA_FAILED: {
    title: 'The camera gives no picture',
    what: 'Another program uses it, or it was disconnected. What is recorded stays stored.',
    next: 'Close other programs, unplug and plug in the camera, then try again.',
  },
  PACKET_ADOPTED: {
    title: 'An older packet was found again',
    what: 'It was in storage but not listed. It now waits for its turn to be sent.',
    next: 'Nothing to do.',
  },
  SECOND_MEDIUM_MISSING: {
    title: 'The second storage is not plugged in',
    what: 'For now packets lie in one place only. Recording may go on.',
    next: 'Plug in the second storage. The kit copies by itself what is not there yet.',
  },
  PACKET_MISSING: {
    title: 'A packet is not in storage',
    what: 'It is listed, but its bytes are gone and the centre does not have it.',
    next: 'Note its number and call the technician before recording more.',
  },
  RPC_INVALID: {
    title: 'Two parts of the kit disagree',
    what: 'The request was not carried out. What is recorded stays stored.',
    next: 'Try again. If it happens again, call the technician and tell the code below.',
  },
  RPC_CLOSED: {
    title: 'A part of the kit has stopped',
    what: 'The background program ended. What is recorded stays stored.',
    next: 'Close the kit, open it again and continue from the last step.',
  },
  RPC_INTERNAL: {
    title: 'The kit has a problem',
    what: 'The last step did not finish. What is recorded stays stored.',
    next: 'Try again. If it happens again, call the technician and tell the code below.',
  },
  SCREEN_FAILED: {
    title: 'This screen stopped working',
    what: 'Nothing is lost: every finished step is stored on this kit.',
    next: 'Reload, sign in again and continue from the last step.',
  },
};
