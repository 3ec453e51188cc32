package dev.aria.runtime.pairs;

import dev.aria.core.record.DrawBatch;

/** Draws refer to a paired set that is not the one this process was given. */
public final class OtherPairedSet extends RuntimeException {
  OtherPairedSet(DrawBatch batch, String digest) {
    super(
        ("draws of step %d, shard %d refer to the paired set with digest %s, but"
                + " aria.run.paired-set has %s; point it at the file that the prompt streamer uses")
            .formatted(batch.step(), batch.shard(), batch.pairedSetDigest(), digest));
  }
}
