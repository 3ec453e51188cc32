package dev.aria.trainer.exchange;

import dev.aria.core.record.PeerRecord.StateChunk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Puts the chunks of a state that another trainer sends into a file, whatever its size. */
final class StateIntake {
  private final Path file;
  private Optional<StateChunk> last = Optional.empty();

  /**
   * @param file overwritten by each state that begins
   */
  StateIntake(Path file) {
    this.file = file;
  }

  /** Takes in one chunk; true once a state is whole. */
  boolean add(StateChunk chunk) {
    boolean begins = chunk.offset() == 0;
    if (!begins && !last.map(former -> follows(former, chunk)).orElse(false)) {
      return false;
    }
    write(chunk, begins);
    last = Optional.of(chunk);
    return chunk.offset() + chunk.content().remaining() == chunk.total();
  }

  private static boolean follows(StateChunk former, StateChunk chunk) {
    return former.offer().equals(chunk.offer())
        && former.total() == chunk.total()
        && former.offset() + former.content().remaining() == chunk.offset();
  }

  private void write(StateChunk chunk, boolean begins) {
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            begins ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND)) {
      ByteBuffer content = chunk.content().duplicate();
      while (content.hasRemaining()) {
        out.write(content);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write another trainer's state to " + file, e);
    }
  }
}
