// Keys and signatures that other implementations published, so that ours is held against theirs.
import { defaultPorts, jwkSigner } from '@paraph/core/signing';

export const { hash, verifySignature } = defaultPorts();

/** From golang.org/x/mod/sumdb/note (BSD-3-Clause): two keys, and what they signed. */
export const peter = {
  name: 'PeterNeumann',
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  secret: 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};
export const enoch = {
  key: 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop',
  line: '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n',
};
export const cryptography = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.
`;

/** A tree head of Go's public checksum database, as it was served, and the key that every Go compiler knows. */
export const sumdb = {
  key: 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
  size: 65209736,
  note: `go.sum database tree
65209736
5+uGFjx6xBZG8ip1+wi77v+grwbhhukIrxEUS8PXvRo=

— sum.golang.org Az3grnbssgK7ubgFX36gVETtNv0U23qxyAhAMai2QUfeGa3nB/akvkMdlUErfcZz7l/R3cVtYspg3dxXABkGZZKdsQ8=
`,
};

const raw = (typed: string) => Buffer.from(typed, 'base64').subarray(1).toString('base64url');

/** The signer of the key of {@link peter}. */
export const peterSigner = () =>
  jwkSigner({
    kty: 'OKP',
    crv: 'Ed25519',
    x: raw(peter.key.slice('PeterNeumann+c74f20a3+'.length)),
    d: raw(peter.secret),
  });

/** Two signers of a log, with the seeds 0101… and 0202… */
export const logSigner = () => seeded(1, 'iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w');
export const nextLogSigner = () => seeded(2, 'gTl3Dqh9F19Wo1Rmw0x-zMuNipG07jeiXfYPW4_Js5Q');

const seeded = (seed: number, x: string) =>
  jwkSigner({ kty: 'OKP', crv: 'Ed25519', x, d: Buffer.alloc(32, seed).toString('base64url') });
