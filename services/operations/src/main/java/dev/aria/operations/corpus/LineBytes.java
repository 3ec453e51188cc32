package dev.aria.operations.corpus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The lines of a stream as bytes; LF ends a line, and only that. */
final class LineBytes {
  private static final int BUFFER = 64 << 10;

  private final InputStream in;
  private final int most;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int end;

  /**
   * @param most bytes of a line that are kept; a longer one costs no more memory
   */
  LineBytes(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  /**
   * One line, without the LF.
   *
   * @param bytes the line, or its beginning when it is longer than what is kept
   * @param length bytes that it has
   * @param ended whether an LF ended it, instead of the end of the stream
   */
  record Line(ByteBuffer bytes, long length, boolean ended) {
    /** Whether all of it was kept. */
    boolean isWhole() {
      return bytes.remaining() == length;
    }
  }

  /** The next line; empty at the end. */
  Optional<Line> next() {
    try {
      return fill() ? Optional.of(line()) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Line line() throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    long length = 0;
    boolean ended = false;
    while (!ended && fill()) {
      int stop = endOfLine();
      kept.write(buffer, next, Math.min(stop - next, most - kept.size()));
      length += stop - next;
      ended = stop < end;
      next = ended ? stop + 1 : stop;
    }
    return new Line(ByteBuffer.wrap(kept.toByteArray()), length, ended);
  }

  /** Whether there is anything left to read. */
  private boolean fill() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, in.read(buffer));
    }
    return next < end;
  }

  private int endOfLine() {
    int at = next;
    while (at < end && buffer[at] != '\n') {
      at++;
    }
    return at;
  }
}
