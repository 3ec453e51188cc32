package dev.aria.models.engine;

import ai.djl.engine.Engine;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What came of loading libtorch, which a process can try only once: the engine, or the reason why
 * there is none, which every caller is given.
 */
final class EngineStart {
  private final @Nullable Engine engine;
  private final @Nullable EngineUnavailable failure;

  private EngineStart(@Nullable Engine engine, @Nullable EngineUnavailable failure) {
    this.engine = engine;
    this.failure = failure;
  }

  /** Loads now; does not throw, so that it may stand in a static initialiser. */
  static EngineStart of(Supplier<Engine> loading) {
    try {
      return new EngineStart(loading.get(), null);
    } catch (EngineUnavailable e) {
      return new EngineStart(null, e);
    } catch (RuntimeException | LinkageError e) { // natives fail as Errors, see JLS 12.4.2
      return new EngineStart(
          null,
          new EngineUnavailable(
              "libtorch cannot be used: a native library failed with %s; is java.io.tmpdir (%s) writable, and may programs run from it?"
                  .formatted(e, System.getProperty("java.io.tmpdir")),
              e));
    }
  }

  /**
   * The engine.
   *
   * @throws EngineUnavailable with the reason, at each call
   */
  Engine engine() {
    if (failure != null) {
      throw new EngineUnavailable(String.valueOf(failure.getMessage()), failure);
    }
    return Objects.requireNonNull(engine);
  }
}
