// What a SignatureThread runs: takes parcels (signature-parcel.ts), answers each with a byte a signature, 1 for a good one.
import { parentPort } from 'node:worker_threads';
import sodium from 'sodium-native';

parentPort.on('message', ({ bytes, count }) => {
  const parcel = Buffer.from(bytes);
  const verdicts = new Uint8Array(count);
  let at = 0;
  const next = (length) => parcel.subarray(at, (at += length));
  for (let i = 0; i < count; i += 1) {
    const publicKey = next(32);
    const signature = next(64);
    const input = next(next(4).readUInt32LE());
    verdicts[i] = Number(sodium.crypto_sign_verify_detached(signature, input, publicKey));
  }
  // The parcel goes back: this thread has next to no garbage, so that its own collector would let dead parcels pile up.
  parentPort.postMessage({ verdicts, bytes }, [verdicts.buffer, bytes]);
});
