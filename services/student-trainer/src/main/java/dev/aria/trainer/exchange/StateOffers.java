package dev.aria.trainer.exchange;

import dev.aria.core.record.PeerRecord;
import dev.aria.core.record.PeerRecord.StateChunk;
import dev.aria.core.thread.DaemonThreads;
import dev.aria.models.training.Snapshot;
import dev.aria.runtime.kafka.writing.TopicWriter;
import dev.aria.runtime.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a student's state to trainers that are about to join, in chunks, one at a time. */
final class StateOffers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateOffers.class);
  private static final int CHUNK_BYTES = 900 << 10;

  private final TopicWriter<PeerRecord> writer;
  private final TrainerIdentity self;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(new DaemonThreads("state-out"));
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  /**
   * @param writer closed with this
   */
  StateOffers(TopicWriter<PeerRecord> writer, TrainerIdentity self) {
    this.writer = writer;
    this.self = self;
  }

  /** Whether a state is still being written; a trainer that missed its beginning asks again. */
  boolean isUnderWay() {
    return !last.isDone();
  }

  /** Writes {@code state} once {@code reported} is complete. */
  void offer(Snapshot state, CompletableFuture<Void> reported) {
    last =
        reported
            .thenRunAsync(() -> write(state), thread)
            .whenComplete((done, thrown) -> tell(state, thrown));
  }

  private static void tell(Snapshot state, @Nullable Throwable thrown) {
    if (thrown == null) {
      LOG.info("state after {} steps handed to a trainer that joins", state.step());
    } else {
      LOG.warn(
          "the state after {} steps could not be handed to a trainer that joins: {}",
          state.step(),
          thrown.toString());
    }
  }

  private void write(Snapshot state) {
    try (Chunks chunks = new Chunks(state)) {
      state.writeTo(chunks);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send a student's state", e);
    }
    writer.flush();
  }

  @Override
  public void close() {
    thread.shutdown();
    writer.close();
  }

  /** Cuts a stream into records. */
  private final class Chunks extends OutputStream {
    private final Snapshot state;
    private final byte[] piece = new byte[CHUNK_BYTES];
    private int filled;
    private long offset;

    Chunks(Snapshot state) {
      this.state = state;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      int left = length;
      while (left > 0) {
        int count = Math.min(left, piece.length - filled);
        System.arraycopy(bytes, from + length - left, piece, filled, count);
        filled += count;
        left -= count;
        if (filled == piece.length) {
          send();
        }
      }
    }

    @Override
    public void close() {
      if (filled > 0) {
        send();
      }
    }

    private void send() {
      StateChunk chunk =
          new StateChunk(
              self.provenance().run(),
              self.provenance().student(),
              self.provenance().lineage(),
              self.name() + "/" + state.step(),
              state.step(),
              state.bytes(),
              offset,
              ByteBuffer.wrap(Arrays.copyOf(piece, filled)));
      writer.send(Topics.STATES, self.name(), chunk).toCompletableFuture().join();
      offset += filled;
      filled = 0;
    }
  }
}
