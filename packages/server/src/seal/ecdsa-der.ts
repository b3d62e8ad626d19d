// node:crypto takes r and s as they are (`dsaEncoding: 'ieee-p1363'`) only from an options object, and to unwrap the key from it costs as much
// as the signature itself (24.21: 52 µs to sign, 25 with a bare key). So its own form, DER, is turned here.

/** r and s of 32 bytes each (RFC 7518 §3.4), from DER `SEQUENCE { INTEGER r, INTEGER s }` (RFC 3279 §2.2.3). */
export function rawOfDer(der: Uint8Array): Uint8Array<ArrayBuffer> {
  const raw = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] as number;
    const digits = der.subarray(at + 2, at + 2 + length);
    // A leading zero keeps the number positive; leading zeros of its own are left out.
    const significant = length > 32 ? digits.subarray(length - 32) : digits;
    raw.set(significant, end - significant.length);
    at += 2 + length;
  }
  return raw;
}

/** DER from r and s of 32 bytes each. */
export function derOfRaw(raw: Uint8Array): Uint8Array {
  const [r, s] = [integer(raw.subarray(0, 32)), integer(raw.subarray(32, 64))];
  const der = new Uint8Array(2 + r.length + s.length);
  der.set([0x30, r.length + s.length]);
  der.set(r, 2);
  der.set(s, 2 + r.length);
  return der;
}

function integer(digits: Uint8Array): Uint8Array {
  let from = 0;
  while (from < 31 && digits[from] === 0) from += 1;
  const pad = (digits[from] as number) >= 0x80 ? 1 : 0;
  const encoded = new Uint8Array(2 + pad + 32 - from);
  encoded.set([0x02, pad + 32 - from]);
  encoded.set(digits.subarray(from), 2 + pad);
  return encoded;
}
