package dev.aria.console.watch;

import java.util.ArrayList;
import java.util.List;

/**
 * A history of bounded length: when it is full, every second entry is dropped, and from then on
 * only every second new one is kept. The newest is always there. Not thread-safe.
 *
 * @param <T> an entry
 */
final class Thinned<T> {
  private final int most;
  private final List<T> kept = new ArrayList<>();
  private long added;
  private long stride = 1;
  private boolean newestIsKept = true;

  /**
   * A history of at most {@code most} entries.
   *
   * @param most at least 2
   */
  Thinned(int most) {
    if (most < 2) {
      throw new IllegalArgumentException("a history holds at least 2 entries, got " + most);
    }
    this.most = most;
  }

  void add(T entry) {
    if (!newestIsKept) {
      kept.remove(kept.size() - 1);
    }
    if (kept.size() == most) {
      thin();
    }
    kept.add(entry);
    newestIsKept = added % stride == 0;
    added++;
  }

  private void thin() {
    List<T> half = new ArrayList<>(most);
    for (int i = 0; i < kept.size(); i += 2) {
      half.add(kept.get(i));
    }
    kept.clear();
    kept.addAll(half);
    stride *= 2;
  }

  /** The entries, oldest first. */
  List<T> entries() {
    return List.copyOf(kept);
  }
}
