package dev.aria.teacher.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the teacher has come on the sampling paths under way. A state that is not here is made
 * again from the path's seed, so this decides the cost only. The paths used last are kept.
 * Thread-safe: the workers of a pool share it.
 */
public final class PathStates {
  private final Map<Path, State> states;

  /**
   * A path: whose it is among the run's teachers, its prompt, and the seed of its initial noise.
   */
  record Path(int teacher, long prompt, long seed) {}

  /** Where a path stands. Not to be written to. */
  static final class State {
    private final int position;
    private final float[] x;

    /**
     * @param position next position, to which the teacher has said nothing yet
     * @param x x_t there, (S)
     */
    State(int position, float[] x) {
      this.position = position;
      this.x = x;
    }

    int position() {
      return position;
    }

    float[] x() {
      return x;
    }
  }

  /**
   * @param most paths kept, at least 1
   */
  public PathStates(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at least 1 path must be kept, got " + most);
    }
    this.states = new Recent(most);
  }

  /** Takes out the state of {@code path}; whoever goes along the path puts the next one in. */
  synchronized Optional<State> take(Path path) {
    return Optional.ofNullable(states.remove(path));
  }

  synchronized void put(Path path, State state) {
    states.put(path, state);
  }

  private static final class Recent extends LinkedHashMap<Path, State> {
    private static final long serialVersionUID = 1;

    private final int most;

    Recent(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.@Nullable Entry<Path, State> eldest) {
      return size() > most;
    }
  }
}
