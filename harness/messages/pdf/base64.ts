const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of bytes given as a string of characters 0-255. Pure: k6 has neither Buffer nor btoa. */
export function base64OfBytes(bytes: string): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const group =
      (bytes.charCodeAt(index) << 16) |
      ((left > 1 ? bytes.charCodeAt(index + 1) : 0) << 8) |
      (left > 2 ? bytes.charCodeAt(index + 2) : 0);
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    text += left > 1 ? alphabet.charAt((group >> 6) & 63) : '=';
    text += left > 2 ? alphabet.charAt(group & 63) : '=';
  }
  return text;
}
