package dev.aria.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;

/**
 * Gives a reader damaged inputs, one after the other, and holds it to three things: it reads an
 * input or refuses it with the one exception it documents; it takes no memory that the input's size
 * does not explain; it comes back (a test's own time limit sees to that).
 *
 * @param corpus valid inputs
 * @param refusal the one exception that the reader may throw
 * @param allowance bytes of heap that any input may cost, classes loaded at the first ones included
 * @param factor bytes of heap that each byte of input may cost besides
 */
public record Fuzzing(
    List<byte[]> corpus, Class<? extends RuntimeException> refusal, long allowance, long factor) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  public Fuzzing {
    corpus = List.copyOf(corpus);
  }

  /** Damaged inputs for a reader: 10,000, or as many as {@code mvn verify -Plong} asks for. */
  public static int inputs() {
    return Integer.getInteger("fuzz.inputs", 10_000);
  }

  /** What is under test. */
  @FunctionalInterface
  public interface Reading {
    void read(byte[] input) throws Exception;
  }

  /**
   * What came of it.
   *
   * @param read inputs that were read in spite of the damage
   * @param refused inputs that were refused
   * @param mostBytes most heap that one input cost
   */
  public record Outcome(int read, int refused, long mostBytes) {}

  /**
   * Reads {@code count} damaged inputs.
   *
   * @throws AssertionError at the first that breaks a promise, with its bytes in hex
   */
  public Outcome run(int count, long seed, Reading reading) {
    Mutator mutator = new Mutator(corpus, seed);
    int refused = 0;
    long most = 0;
    for (int i = 0; i < count; i++) {
      byte[] input = mutator.next();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      boolean taken = isRead(i, input, reading);
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (bytes > allowance + factor * input.length) {
        throw new AssertionError("took %d bytes of heap; %s".formatted(bytes, shown(i, input)));
      }
      most = Math.max(most, bytes);
      refused += taken ? 0 : 1;
    }
    return new Outcome(count - refused, refused, most);
  }

  private boolean isRead(int number, byte[] input, Reading reading) {
    try {
      reading.read(input.clone());
      return true;
    } catch (Throwable thrown) { // an Error is what this is here to find
      if (refusal.isInstance(thrown) && thrown.getMessage() != null) {
        return false;
      }
      throw new AssertionError("threw %s; %s".formatted(thrown, shown(number, input)), thrown);
    }
  }

  private static String shown(int number, byte[] input) {
    return "input %d of %d bytes: %s"
        .formatted(number, input.length, HexFormat.of().formatHex(input));
  }
}
