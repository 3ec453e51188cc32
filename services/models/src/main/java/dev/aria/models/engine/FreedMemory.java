package dev.aria.models.engine;

import com.sun.jna.NativeLibrary;
import java.util.List;
import java.util.Map;

/**
 * What glibc does with memory that libtorch has freed. By itself it hands blocks of megabytes back
 * to the kernel at once, and the next pass has every page of them cleared and mapped anew. On a
 * virtual machine that took more time than the learning did (docs/results/speed.md). Kept instead,
 * a thread holds the most that it ever needed. Bits do not depend on it.
 */
final class FreedMemory {
  /** Environment variables by which a user has already said how glibc is to allocate. */
  private static final List<String> SAID_BY_USER =
      List.of(
          "GLIBC_TUNABLES",
          "MALLOC_MMAP_THRESHOLD_",
          "MALLOC_TRIM_THRESHOLD_",
          "MALLOC_TOP_PAD_",
          "MALLOC_MMAP_MAX_");

  // malloc.h
  private static final int TRIM_THRESHOLD = -1;
  private static final int TOP_PAD = -2;
  private static final int MMAP_THRESHOLD = -3;

  /** Above every block that a network asks for. */
  private static final int LARGE = 2_000_000_000;

  /** A heap of a thread, whole: what is less lets an emptied one be unmapped. */
  private static final int HEAP = 64 << 20;

  private FreedMemory() {}

  /**
   * Keeps freed memory for the next pass, in this whole process. Does nothing where {@code
   * environment} says how to allocate, nor without glibc.
   *
   * @return whether freed memory is kept now
   */
  static boolean keep(Map<String, String> environment) {
    if (SAID_BY_USER.stream().anyMatch(environment::containsKey)) {
      return false;
    }
    try {
      NativeLibrary process = NativeLibrary.getProcess();
      return set(process, MMAP_THRESHOLD, LARGE)
          && set(process, TRIM_THRESHOLD, LARGE)
          && set(process, TOP_PAD, HEAP);
    } catch (UnsatisfiedLinkError notGlibc) {
      return false;
    }
  }

  private static boolean set(NativeLibrary process, int parameter, int value) {
    return process.getFunction("mallopt").invokeInt(new Object[] {parameter, value}) == 1;
  }
}
